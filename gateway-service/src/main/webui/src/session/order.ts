import type { FieldError } from '../connection/rest';
import type { Mode, StrategyDefinition } from '../protocol/messages';

/** The limits of an account that a session may set, and what the default of each is. */
export const LIMITS: readonly (readonly [string, string, string])[] = [
  ['maxPositionNotional', 'Largest position, USDT', '1000'],
  ['maxLeverage', 'Highest leverage', '3'],
  ['maxOpenPositions', 'Open positions', '3'],
  ['maxConcentrationBps', 'One symbol of equity, bps', '500'],
  ['maxDailyLossBps', 'Loss a day, bps', '500'],
  ['maxDrawdownBps', 'Drawdown, bps', '1500'],
  ['maxPortfolioRiskBps', 'At risk at all stops, bps', '1000'],
  ['maxMarginUtilisationBps', 'Margin of equity, bps', '8000'],
  ['maxOrdersPerMinute', 'Entries a minute', '100'],
  ['maxOrdersPerMinutePerStrategy', 'Entries a minute of a strategy', '10'],
  ['strategyBudget', 'Margin of a strategy, USDT', '1000'],
];

const DECIMAL_LIMITS: ReadonlySet<string> = new Set(['maxPositionNotional', 'strategyBudget']);
const AMOUNT = /^\d{1,12}(\.\d{1,8})?$/;
const SESSION_ID = /^[a-z0-9-]{1,40}$/;

/** What the trader entered. */
export interface Draft {
  sessionId: string;
  mode: Mode;
  symbols: readonly string[];
  balance: string;
  /** The word that confirms real money. */
  confirm: string;
  limits: Readonly<Record<string, string>>;
  strategies: readonly (StrategyDefinition | Record<string, unknown>)[];
}

/** Returns what is wrong before the gateway is asked, with the paths that it uses too. */
export function faultsOf(draft: Draft): FieldError[] {
  const faults: FieldError[] = [];
  const note = (path: string, message: string) => faults.push({ path, message });
  if (draft.sessionId !== '' && !SESSION_ID.test(draft.sessionId)) {
    note('$.sessionId', 'must be 1 to 40 of a-z, 0-9 and -');
  }
  if (draft.mode === 'LIVE' && draft.confirm !== 'LIVE') {
    note('$.confirm', 'must be the word LIVE');
  }
  if (draft.symbols.length === 0) {
    note('$.symbols', 'must have at least one');
  }
  if (!AMOUNT.test(draft.balance) || Number(draft.balance) <= 0) {
    note('$.initialBalanceUsdt', 'must be an amount above 0');
  }
  if (draft.strategies.length === 0) {
    note('$.strategies', 'must have at least one');
  }
  for (const [name, text] of Object.entries(draft.limits)) {
    const isFine = DECIMAL_LIMITS.has(name) ? AMOUNT.test(text) : /^\d{1,6}$/.test(text);
    if (text !== '' && (!isFine || Number(text) <= 0)) {
      note(`$.limits.${name}`, 'must be a number above 0');
    }
  }
  return faults;
}

/** Returns the body that asks for the session. */
export function bodyOf(draft: Draft): unknown {
  const limits = Object.fromEntries(
    Object.entries(draft.limits)
      .filter(([, text]) => text !== '')
      .map(([name, text]) => [name, DECIMAL_LIMITS.has(name) ? text : Number(text)]),
  );
  return {
    ...(draft.sessionId !== '' && { sessionId: draft.sessionId }),
    mode: draft.mode,
    symbols: draft.symbols,
    initialBalanceUsdt: draft.balance,
    ...(draft.mode === 'LIVE' && { confirm: draft.confirm }),
    ...(Object.keys(limits).length > 0 && { limits }),
    strategies: draft.strategies,
  };
}
