import { create } from 'zustand';

const STORED = 'tapedeck.login';
const TIMEOUT_MILLIS = 10_000;
/** So long before it expires a token is replaced; when that fails, what is left is there to try again. */
const AHEAD_MILLIS = 60_000;
const RETRY_MILLIS = 5000;
const UNAUTHORIZED = 401;

/** What the gateway gave to a user who logged in. `expiresAt` is local time, in milliseconds. */
export interface Login {
  user: string;
  roles: string[];
  accessToken: string;
  refreshToken: string;
  expiresAt: number;
}

interface LoginState {
  login: Login | undefined;
  /** Why nobody is logged in, when that needs a word. */
  why: string | undefined;
}

/** Who uses this page. Outlives a reload, not the tab. */
export const useLogin = create<LoginState>(() => ({ login: stored(), why: undefined }));

/** Logs in; rejects with what the gateway said when it refuses. */
export async function logIn(user: string, password: string): Promise<void> {
  keep(await ask('login', { user, password }));
}

/** Ends the login here at once, and at the gateway when it can be reached. */
export async function logOut(): Promise<void> {
  const refreshToken = useLogin.getState().login?.refreshToken;
  forget(undefined);
  if (refreshToken !== undefined) {
    await post('logout', { refreshToken }).catch(() => undefined);
  }
}

let renewing: Promise<void> | undefined;

/** Replaces the tokens, once however many ask for it. Where the gateway does not want to, the user has to log in again; where it cannot be reached, nothing changes. */
export function renew(): Promise<void> {
  renewing ??= renewNow().finally(() => {
    renewing = undefined;
  });
  return renewing;
}

async function renewNow(): Promise<void> {
  const refreshToken = useLogin.getState().login?.refreshToken;
  if (refreshToken === undefined) {
    return;
  }
  try {
    keep(await ask('refresh', { refreshToken }));
  } catch (failure) {
    if (failure instanceof NotLoggedIn) {
      forget(failure.message);
    }
  }
}

/** Replaces the tokens before they expire, for as long as somebody is logged in. Returns what ends it. */
export function keepLoggedIn(): () => void {
  const timer = setInterval(() => {
    const login = useLogin.getState().login;
    if (login !== undefined && Date.now() > login.expiresAt - AHEAD_MILLIS) {
      void renew();
    }
  }, RETRY_MILLIS);
  return () => {
    clearInterval(timer);
  };
}

/** How a WebSocket says who opens it: a page cannot set its headers, and an address is kept in logs. */
export function socketProtocols(): string[] {
  const token = useLogin.getState().login?.accessToken;
  return token === undefined
    ? []
    : ['bearer-token-carrier', encodeURIComponent(`quarkus-http-upgrade#Authorization#Bearer ${token}`)];
}

/** The gateway does not let the user in, or no longer. */
class NotLoggedIn extends Error {}

interface Tokens {
  accessToken: string;
  refreshToken: string;
  expiresInSeconds: number;
  user: string;
  roles: string[];
}

async function ask(what: string, body: object): Promise<Tokens> {
  const response = await post(what, body);
  if (response.ok) {
    return (await response.json()) as Tokens;
  }
  const detail = await problem(response);
  throw response.status === UNAUTHORIZED ? new NotLoggedIn(detail) : new Error(detail);
}

function post(what: string, body: object): Promise<Response> {
  return fetch(`/api/auth/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
  });
}

async function problem(response: Response): Promise<string> {
  const wait = response.headers.get('retry-after');
  try {
    const { detail } = (await response.json()) as { detail?: string };
    return `${detail ?? `status ${response.status}`}${wait === null ? '' : ` ${wait} s`}`;
  } catch {
    return `status ${response.status}`;
  }
}

function keep({ expiresInSeconds, ...tokens }: Tokens): void {
  const login = { ...tokens, expiresAt: Date.now() + expiresInSeconds * 1000 };
  sessionStorage.setItem(STORED, JSON.stringify(login));
  useLogin.setState({ login, why: undefined });
}

function forget(why: string | undefined): void {
  sessionStorage.removeItem(STORED);
  useLogin.setState({ login: undefined, why });
}

function stored(): Login | undefined {
  try {
    const login = JSON.parse(sessionStorage.getItem(STORED) ?? 'null') as Partial<Login> | null;
    const whole =
      typeof login?.user === 'string' &&
      Array.isArray(login.roles) &&
      typeof login.accessToken === 'string' &&
      typeof login.refreshToken === 'string' &&
      typeof login.expiresAt === 'number';
    return whole ? (login as Login) : undefined;
  } catch {
    return undefined;
  }
}
