import { renew, useLogin } from './login';
import type {
  DeadLetters,
  GatewayStatus,
  OrderLife,
  OrderView,
  Performance,
  PositionView,
  Scope,
  TradingState,
} from '../protocol/messages';

const BASE = '/api/trading';
const TIMEOUT_MILLIS = 5000;
const UNAUTHORIZED = 401;

/** What is wrong with one part of a request; `path` is a JSON path such as `$.symbols[0]`. */
export interface FieldError {
  path: string;
  message: string;
}

/** An answer other than success, with what the gateway said about it. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly errors: readonly FieldError[] = [],
  ) {
    super(detail);
    this.name = 'Refused';
  }
}

export function fetchStatus(): Promise<GatewayStatus> {
  return call<GatewayStatus>('/status');
}

export function fetchOrderLife(orderId: string, signal: AbortSignal): Promise<OrderLife> {
  return call<OrderLife>(`/orders/${encodeURIComponent(orderId)}`, { signal });
}

export function fetchPerformance(sessionId: string, signal: AbortSignal): Promise<Performance> {
  return call<Performance>(`/sessions/${encodeURIComponent(sessionId)}/performance`, { signal });
}

export function fetchDeadLetters(signal: AbortSignal): Promise<DeadLetters> {
  return call<DeadLetters>('/dead-letters?limit=100', { signal });
}

export function fetchOrders(signal: AbortSignal): Promise<OrderView[]> {
  return call<OrderView[]>('/orders?limit=5000', { signal });
}

/**
 * Asks for the session to stop; the outcome comes as a change of the session.
 *
 * @param confirm the word that the user typed, where one is needed
 */
export async function stopSession(sessionId: string, why: string, confirm?: string): Promise<void> {
  await send('POST', `/sessions/${encodeURIComponent(sessionId)}/stop`, { why, confirm });
}

/** Asks for a session and returns its id. */
export async function startSession(order: unknown): Promise<string> {
  const { sessionId } = await send<{ sessionId: string }>('POST', '/sessions', order);
  return sessionId;
}

/**
 * Asks for the session to go on with this definition.
 *
 * @param confirm the word that the user typed, where one is needed
 */
export async function changeStrategy(
  sessionId: string,
  strategyId: string,
  strategy: unknown,
  why: string,
  confirm?: string,
): Promise<void> {
  const path = `/sessions/${encodeURIComponent(sessionId)}/strategies/${encodeURIComponent(strategyId)}`;
  await send('PUT', path, { strategy, why, confirm });
}

export interface TradingStateOrder {
  scope: Scope;
  scopeId?: string;
  state: TradingState;
  flatten?: boolean;
  why: string;
  /** The word that the user typed. */
  confirm: string;
}

/** Asks for trading to be allowed, reduced or halted; the decision that follows names the returned id as its cause. */
export async function setTradingState(order: TradingStateOrder): Promise<string> {
  const { commandId } = await send<{ commandId: string }>('POST', '/state', order);
  return commandId;
}

/** Asks for a position to be closed at the market; `quantity` is absent for all of it. */
export async function closePosition(
  { sessionId, symbol, direction }: Pick<PositionView, 'sessionId' | 'symbol' | 'direction'>,
  quantity?: number,
): Promise<void> {
  await send('POST', '/positions/close', {
    sessionId,
    symbol,
    direction,
    ...(quantity !== undefined && { quantity }),
  });
}

export async function cancelOrder(orderId: string): Promise<void> {
  await send('POST', `/orders/${encodeURIComponent(orderId)}/cancel`);
}

/** Asks for every open order of the session to be cancelled and returns how many were open. */
export async function cancelOrders(sessionId: string): Promise<number> {
  const { commandIds } = await send<{ commandIds: string[] }>('POST', '/orders/cancel', { sessionId });
  return commandIds.length;
}

export async function acknowledgeAlert(alertId: string): Promise<void> {
  // The gateway takes the id's slashes as they are.
  await send('POST', `/alerts/${alertId.split('/').map(encodeURIComponent).join('/')}/acknowledge`);
}

function send<T = unknown>(method: 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
  return call<T>(path, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
}

async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLIS);
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  let response = await fetch(BASE + path, { ...withToken(init), signal });
  if (response.status === UNAUTHORIZED && useLogin.getState().login !== undefined) {
    await renew();
    response = await fetch(BASE + path, { ...withToken(init), signal });
  }
  if (!response.ok) {
    throw await refusal(response);
  }
  return (await response.json()) as T;
}

function withToken(init: RequestInit): RequestInit {
  const token = useLogin.getState().login?.accessToken;
  return token === undefined
    ? init
    : {
        ...init,
        headers: {
          ...(init.headers as Record<string, string> | undefined),
          authorization: `Bearer ${token}`,
        },
      };
}

/** What an RFC 9457 problem says, or what is known without one. */
async function refusal(response: Response): Promise<Refused> {
  try {
    const body = (await response.json()) as { detail?: string; title?: string; errors?: FieldError[] };
    return new Refused(
      response.status,
      body.detail ?? body.title ?? `status ${response.status}`,
      body.errors ?? [],
    );
  } catch {
    return new Refused(response.status, `status ${response.status} ${response.statusText}`.trim());
  }
}
