import type { SignalEnvelope, StrategyState, StrategyView } from '../protocol/messages';

/** A time in which a strategy instance stayed in one state. Times are epoch seconds; the last one is open. */
export interface Stay {
  state: StrategyState;
  paused: boolean;
  from: number;
  to?: number;
}

/**
 * Returns the states that a strategy instance went through, oldest first, as far as the loaded signals tell, ending in the state that it
 * has now. Stays of no duration are left out: nobody can see them.
 *
 * @param signals newest first
 */
export function stays(strategy: StrategyView, signals: readonly SignalEnvelope[]): Stay[] {
  const own = signals
    .filter(
      ({ data }) =>
        data.sessionId === strategy.sessionId &&
        data.strategyId === strategy.strategyId &&
        data.symbol === strategy.symbol,
    )
    .toReversed();
  const result: Stay[] = [];
  for (const { data, time } of own) {
    if ('to' in data) {
      enter(result, data.to, 'pausedBy' in data && data.pausedBy.length > 0, Date.parse(time) / 1000);
    }
  }
  enter(
    result,
    strategy.state,
    strategy.pausedBy.length > 0,
    Math.max(Date.parse(strategy.since) / 1000, result.at(-1)?.from ?? 0),
  );
  return result.filter((stay) => stay.to === undefined || stay.to > stay.from);
}

function enter(result: Stay[], state: StrategyState, paused: boolean, from: number): void {
  const last = result.at(-1);
  if (last !== undefined) {
    if (last.state === state && last.paused === paused) {
      return;
    }
    last.to = from;
  }
  result.push({ state, paused, from });
}
