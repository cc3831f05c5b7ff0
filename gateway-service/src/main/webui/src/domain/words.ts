import type {
  ConditionResult,
  FeedState,
  Operator,
  OrderState,
  PauseCause,
  Purpose,
  Section,
  Severity,
  StrategyState,
  TradingState,
} from '../protocol/messages';

/** How a value is coloured; each is also told by its text. */
export type Tone = 'good' | 'bad' | 'warn' | 'note' | 'quiet';

export const SECTION_NAMES: Record<Section, string> = {
  S1: 'Signal detected',
  O1: 'Detection cancelled',
  Z1: 'Entry',
  ZE1: 'Close',
  E1: 'Emergency exit',
};

export const STATE_NAMES: Record<StrategyState, string> = {
  INACTIVE: 'Inactive',
  MONITORING: 'Monitoring',
  SIGNAL_DETECTED: 'Signal detected',
  ENTRY_EVALUATION: 'Entering',
  POSITION_ACTIVE: 'In position',
  CLOSE_EVALUATION: 'Closing',
  EXITED: 'Exited',
  COOLDOWN: 'Cooling down',
};

export const OPERATOR_SIGNS: Record<Operator, string> = {
  GREATER_THAN: '>',
  AT_LEAST: '≥',
  LESS_THAN: '<',
  AT_MOST: '≤',
  BETWEEN: 'within',
};

export const PURPOSE_NAMES: Record<Purpose, string> = {
  ENTRY: 'Entry',
  EXIT: 'Exit',
  EMERGENCY_EXIT: 'Emergency exit',
};

export const FEED_TONES: Record<FeedState, Tone> = {
  LIVE: 'good',
  POLLING: 'warn',
  RESYNCING: 'warn',
  STALE: 'bad',
  DOWN: 'bad',
};

export const ORDER_TONES: Record<OrderState, Tone> = {
  APPROVED: 'note',
  INTENDED: 'note',
  SUBMITTED: 'note',
  ACKNOWLEDGED: 'note',
  PARTIALLY_FILLED: 'note',
  FILLED: 'good',
  CANCELLED: 'quiet',
  QUEUED: 'warn',
  EXPIRED: 'warn',
  UNKNOWN: 'warn',
  DENIED: 'bad',
  REJECTED: 'bad',
};

export const TRADING_TONES: Record<TradingState, Tone> = { ACTIVE: 'good', REDUCING: 'warn', HALTED: 'bad' };

export const SEVERITY_TONES: Record<Severity, Tone> = { INFO: 'note', WARNING: 'warn', CRITICAL: 'bad' };

/** ENTRY_TIMED_OUT becomes "entry timed out", PositionMismatch becomes "position mismatch". */
export function spoken(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll('_', ' ');
}

/** Says for how long a comparison must hold and has held; nothing when it need not. */
export function holdText({ forSeconds, heldSeconds }: ConditionResult): string {
  return forSeconds === undefined ? '' : ` for ${forSeconds} s, held ${heldSeconds ?? 0} s`;
}

/** Says in which groups a condition stands: ["any0", "all1"] becomes "in any 1, all 2". */
export function groupText(group: readonly string[]): string {
  return `in ${group.map((name) => `${name.slice(0, 3)} ${Number(name.slice(3)) + 1}`).join(', ')}`;
}

/** Says what pauses a strategy, nothing when nothing does. */
export function pauseText(causes: readonly PauseCause[]): string {
  return causes.length === 0 ? '' : `paused: ${causes.map(spoken).join(', ')}`;
}
