import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepLoggedIn, logOut, renew, socketProtocols, useLogin } from '../connection/login';
import { fetchStatus } from '../connection/rest';
import { Entrance } from './Entrance';

vi.mock('../connection/follow', () => ({ followGateway: () => () => undefined }));

const TOKENS = {
  accessToken: 'access-1',
  refreshToken: 'refresh-1',
  expiresInSeconds: 900,
  user: 'ann',
  roles: ['viewer'],
};

const REFUSAL = { detail: 'this login is over; log in again' };

function stubFetch(answer: (path: string, init?: RequestInit) => Response) {
  const fetching = vi.fn((path: string, init?: RequestInit) => Promise.resolve(answer(path, init)));
  vi.stubGlobal('fetch', fetching);
  return fetching;
}

function loggedIn() {
  useLogin.setState({
    login: { ...TOKENS, expiresAt: Date.now() + 900_000 },
    why: undefined,
  });
}

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  useLogin.setState({ login: undefined, why: undefined });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the entrance', () => {
  it('shows the page only after a login, and keeps it for this tab alone', async () => {
    const fetching = stubFetch(() => Response.json(TOKENS));
    const user = userEvent.setup();
    render(<Entrance>the dashboard</Entrance>);
    expect(screen.queryByText('the dashboard')).not.toBeInTheDocument();
    await user.type(screen.getByLabelText('User'), 'ann');
    await user.type(screen.getByLabelText('Password'), 'a long password');
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    expect(await screen.findByText('the dashboard')).toBeInTheDocument();
    expect(fetching.mock.calls[0]?.[0]).toBe('/api/auth/login');
    expect(fetching.mock.calls[0]?.[1]?.body).toBe('{"user":"ann","password":"a long password"}');
    expect(sessionStorage.getItem('tapedeck.login')).toContain('refresh-1');
    expect(sessionStorage.getItem('tapedeck.login')).not.toContain('a long password');
    expect(localStorage).toHaveLength(0);
  });

  it('says what the gateway refuses, and how long to wait', async () => {
    stubFetch(() =>
      Response.json(
        { detail: 'too many failed logins; wait' },
        { status: 429, headers: { 'Retry-After': '4' } },
      ),
    );
    const user = userEvent.setup();
    render(<Entrance>the dashboard</Entrance>);
    await user.type(screen.getByLabelText('User'), 'ann');
    await user.type(screen.getByLabelText('Password'), 'guess');
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    expect(await screen.findByText('too many failed logins; wait 4 s')).toBeInTheDocument();
    expect(screen.getByLabelText('Password')).toHaveValue('');
  });

  it('says why somebody is no longer logged in', async () => {
    loggedIn();
    stubFetch(() => Response.json(REFUSAL, { status: 401 }));
    render(<Entrance>the dashboard</Entrance>);
    await act(() => renew());
    expect(screen.getByText(REFUSAL.detail)).toBeInTheDocument();
    expect(screen.queryByText('the dashboard')).not.toBeInTheDocument();
  });
});

describe('the tokens', () => {
  it('are replaced before they expire, once', async () => {
    vi.useFakeTimers();
    loggedIn();
    const fetching = stubFetch(() => Response.json({ ...TOKENS, accessToken: 'access-2' }));
    const stop = keepLoggedIn();
    await vi.advanceTimersByTimeAsync(830_000);
    expect(fetching).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(fetching).toHaveBeenCalledTimes(1);
    expect(useLogin.getState().login?.accessToken).toBe('access-2');
    stop();
  });

  it('stay when the gateway cannot be reached', async () => {
    loggedIn();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    await renew();
    expect(useLogin.getState().login?.accessToken).toBe('access-1');
  });

  it('are asked for once, however many want them', async () => {
    loggedIn();
    const fetching = stubFetch(() => Response.json(TOKENS));
    await Promise.all([renew(), renew()]);
    expect(fetching).toHaveBeenCalledTimes(1);
  });

  it('go with each call, which is made again with new ones when the old are refused', async () => {
    loggedIn();
    const seen: unknown[] = [];
    stubFetch((path, init) => {
      if (path.startsWith('/api/auth')) {
        return Response.json({ ...TOKENS, accessToken: 'access-2' });
      }
      const headers = init?.headers as Record<string, string>;
      seen.push(headers['authorization']);
      return seen.length === 1 ? Response.json({}, { status: 401 }) : Response.json({ gatewayId: 'g' });
    });
    expect(await fetchStatus()).toEqual({ gatewayId: 'g' });
    expect(seen).toEqual(['Bearer access-1', 'Bearer access-2']);
  });

  it('are carried by a sub-protocol, never by an address', () => {
    loggedIn();
    expect(socketProtocols()).toEqual([
      'bearer-token-carrier',
      'quarkus-http-upgrade%23Authorization%23Bearer%20access-1',
    ]);
  });

  it('are forgotten here even when the gateway cannot be told', async () => {
    loggedIn();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    await logOut();
    expect(useLogin.getState().login).toBeUndefined();
    expect(sessionStorage).toHaveLength(0);
  });
});
