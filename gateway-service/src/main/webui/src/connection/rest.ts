import { renew, useLogin } from './login';
import type { GatewayStatus, OrderLife, TradingState } from '../protocol/messages';

const BASE = '/api/trading';
const TIMEOUT_MILLIS = 5000;
const UNAUTHORIZED = 401;

/** An answer other than success, with what the gateway said about it. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    detail: string,
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

/**
 * Asks for the session to stop; the outcome comes as a change of the session.
 *
 * @param confirm the word that the user typed, where one is needed
 */
export async function stopSession(sessionId: string, why: string, confirm?: string): Promise<void> {
  await call(`/sessions/${encodeURIComponent(sessionId)}/stop`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ why, confirm }),
  });
}

/**
 * Asks for trading to be allowed, reduced or halted everywhere; the outcome comes as a change of the trading state.
 *
 * @param confirm the word that the user typed, where one is needed
 */
export async function setTradingState(state: TradingState, why: string, confirm?: string): Promise<void> {
  await call('/state', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scope: 'GLOBAL', state, why, confirm }),
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
    throw new Refused(response.status, await problem(response));
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

/** The detail of an RFC 9457 problem, or what is known without one. */
async function problem(response: Response): Promise<string> {
  try {
    const body = (await response.json()) as { detail?: string; title?: string };
    return body.detail ?? body.title ?? `status ${response.status}`;
  } catch {
    return `status ${response.status} ${response.statusText}`.trim();
  }
}
