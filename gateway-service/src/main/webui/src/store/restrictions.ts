import { exact } from '../domain/decimal';
import type { Envelope, ProtectionKind } from '../protocol/messages';
import { notesOf } from './notes';

/** Why a strategy may not enter; `until` is absent when somebody must allow it again. */
export interface Restriction {
  kind: 'disabled' | ProtectionKind;
  symbol?: string;
  why: string;
  since: string;
  until?: string;
}

const PROTECTION_WORDS: Record<ProtectionKind, (value: string, limit: string) => string> = {
  COOL_DOWN: (_, limit) => `cooling down for ${limit} s after an exit`,
  STOP_LOSS_GUARD: (value, limit) => `${value} trades ended at their stop, ${limit} are enough`,
  MAX_DRAWDOWN: (value, limit) => `results fell ${value} USDT from their peak, limit ${limit}`,
  LOW_PROFIT: (value, limit) => `trades made ${value} USDT, less than ${limit}`,
};

/**
 * Returns what keeps a strategy from entering now.
 *
 * @param tapeNow event time, by which protections end
 */
export function restrictionsOf(
  notes: Readonly<Record<string, Envelope>>,
  at: { sessionId: string; strategyId: string },
  tapeNow: string | undefined,
): Restriction[] {
  const ids = [at.strategyId, `${at.sessionId}/${at.strategyId}`];
  const enabled = notesOf(notes, 'TradingStateApplied').filter(
    ({ data }) =>
      data.sessionId === at.sessionId &&
      data.scope === 'STRATEGY' &&
      data.state === 'ACTIVE' &&
      ids.includes(data.scopeId),
  );
  const disabled = notesOf(notes, 'StrategyDisabled')
    .filter(({ data }) => data.sessionId === at.sessionId && data.strategyId === at.strategyId)
    .filter(({ sequence }) => enabled.every((event) => event.sequence < sequence))
    .map(({ data, time }): Restriction => ({
      kind: 'disabled',
      why: `${data.failures} entries in a row came to nothing, the last: ${data.lastFailure}`,
      since: time,
    }));
  const triggered = notesOf(notes, 'ProtectionTriggered')
    .filter(({ data }) => data.sessionId === at.sessionId && data.strategyId === at.strategyId)
    .filter(({ data }) => tapeNow === undefined || Date.parse(data.until) > Date.parse(tapeNow))
    .map(({ data, time }): Restriction => ({
      kind: data.kind,
      ...(data.symbol !== undefined && { symbol: data.symbol }),
      why: PROTECTION_WORDS[data.kind](exact(data.value), exact(data.limit)),
      since: time,
      until: data.until,
    }));
  return [...disabled, ...triggered];
}
