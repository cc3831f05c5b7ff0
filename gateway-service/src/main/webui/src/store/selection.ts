import { useMemo } from 'react';
import { useNow } from '../parts/useNow';
import type { SessionView, TradingState } from '../protocol/messages';
import type { Dashboard, FeedReport, Panel } from './dashboard';
import { useLive } from './live';
import { useView } from './view';

/** A heartbeat comes each second; after this long without a frame what is shown counts as stale. */
export const STALE_MILLIS = 3000;
/** An outage this long is no hiccup. */
const DISCONNECTED_MILLIS = 30_000;

/** Returns a part of what the gateway told; the component is drawn again when it changes. */
export function useDashboard<T>(select: (dashboard: Dashboard) => T): T {
  return useLive((live) => select(live.dashboard));
}

/** Returns the session to show: the chosen one, else the running one, else the newest. */
export function chooseSession(
  sessions: readonly SessionView[],
  chosen: string | undefined,
): SessionView | undefined {
  return (
    sessions.find((session) => session.sessionId === chosen) ??
    sessions.find((session) => session.state === 'RUNNING') ??
    sessions[0]
  );
}

export function useSession(): SessionView | undefined {
  const chosen = useView((view) => view.sessionId);
  return useDashboard((dashboard) => chooseSession(dashboard.sessions, chosen));
}

/** Returns the symbols of the session, or of the whole market without one. */
export function useSymbols(): readonly string[] {
  const session = useSession();
  const markets = useDashboard((dashboard) => dashboard.markets);
  return useMemo(() => session?.symbols ?? Object.keys(markets).sort(), [session, markets]);
}

export function useSymbol(): string | undefined {
  const symbols = useSymbols();
  const chosen = useView((view) => view.symbol);
  return chosen !== undefined && symbols.includes(chosen) ? chosen : symbols[0];
}

/** Returns the rows of the session, and of the chosen symbol when the tabs are bound to it. */
export function useOfSession<T>(
  rows: readonly T[],
  place: (row: T) => { sessionId?: string; symbol?: string },
): readonly T[] {
  const sessionId = useSession()?.sessionId;
  const symbol = useSymbol();
  const onlySymbol = useView((view) => view.onlySymbol);
  return useMemo(
    () =>
      rows.filter((row) => {
        const at = place(row);
        return (
          (at.sessionId === undefined || at.sessionId === sessionId) &&
          (!onlySymbol || at.symbol === undefined || at.symbol === symbol)
        );
      }),
    [rows, place, sessionId, symbol, onlySymbol],
  );
}

/** Returns the newest event time of any symbol, absent before the first market news. */
export function tapeTime(dashboard: Dashboard): string | undefined {
  let newest: string | undefined;
  for (const { time } of Object.values(dashboard.markets)) {
    if (newest === undefined || Date.parse(time) > Date.parse(newest)) {
      newest = time;
    }
  }
  return newest;
}

/** Returns the strictest trading state that binds the session as a whole, and why. */
export function tradingState(
  dashboard: Pick<Dashboard, 'tradingStates'>,
  sessionId: string | undefined,
): { state: TradingState; why?: string; who?: string } {
  const binding = Object.values(dashboard.tradingStates)
    .map((event) => event.data)
    .filter(({ scope, scopeId }) => scope === 'GLOBAL' || (scope === 'SESSION' && scopeId === sessionId));
  for (const state of ['HALTED', 'REDUCING'] as const) {
    const found = binding.find((candidate) => candidate.state === state);
    if (found !== undefined) {
      return found;
    }
  }
  return { state: 'ACTIVE' };
}

/** Returns the age of a feed now: as reported, and grown since. */
export function feedAgeMillis(feed: FeedReport, now: number): number {
  return feed.ageMillis + Math.max(0, now - feed.receivedAt);
}

/** Returns what is known of a feed's state: while the gateway is not heard, only what it was. */
export function useFeedWord(): (feed: FeedReport) => string {
  const heard = useLink().name === 'LIVE';
  return (feed) => (heard ? feed.state : `was ${feed.state}`);
}

export type Link =
  | { name: 'CONNECTING' | 'LIVE'; silentMillis: number }
  | { name: 'RECONNECTING' | 'DISCONNECTED'; silentMillis: number; retryMillis: number; reason: string };

/** Returns how the connection to the gateway is now. */
export function useLink(): Link {
  const phase = useLive((live) => live.phase);
  const heardAt = useLive((live) => live.heardAt);
  const now = useNow(500);
  const silentMillis = heardAt === 0 ? 0 : Math.max(0, now - heardAt);
  if (phase.name === 'waiting') {
    const name = heardAt === 0 || silentMillis > DISCONNECTED_MILLIS ? 'DISCONNECTED' : 'RECONNECTING';
    return { name, silentMillis, retryMillis: Math.max(0, phase.retryAt - now), reason: phase.reason };
  }
  if (heardAt === 0) {
    return { name: 'CONNECTING', silentMillis };
  }
  return phase.name === 'live' && silentMillis <= STALE_MILLIS
    ? { name: 'LIVE', silentMillis }
    : { name: 'RECONNECTING', silentMillis, retryMillis: 0, reason: 'no answer yet' };
}

/** Returns how long ago a panel's content changed, absent before the first content. */
export function useChangedMillis(panel: Panel): number | undefined {
  const changedAt = useDashboard((dashboard) => dashboard.changedAt[panel]);
  const now = useNow(1000);
  return changedAt === undefined ? undefined : Math.max(0, now - changedAt);
}
