import type {
  Envelope,
  FlattenProgressed,
  PositionMismatched,
  PositionsReconciled,
  ProtectionTriggered,
  StrategyDisabled,
  TradingStateApplied,
} from '../protocol/messages';

/** What each kind of note says. A note holds until another one of the same thing comes. */
interface Notes {
  PositionsReconciled: PositionsReconciled;
  PositionMismatched: PositionMismatched;
  PositionMismatchResolved: unknown;
  FlattenProgressed: FlattenProgressed;
  MarginLevelChanged: unknown;
  StrategyDisabled: StrategyDisabled;
  ProtectionTriggered: ProtectionTriggered;
  TradingStateApplied: TradingStateApplied;
  WarningChanged: unknown;
}

const NAMES: ReadonlySet<string> = new Set<keyof Notes>([
  'PositionsReconciled',
  'PositionMismatched',
  'PositionMismatchResolved',
  'FlattenProgressed',
  'MarginLevelChanged',
  'StrategyDisabled',
  'ProtectionTriggered',
  'TradingStateApplied',
  'WarningChanged',
]);

function nameOf(event: Envelope): string {
  return event.type.split('.')[0] ?? '';
}

export function isNote(event: Envelope): boolean {
  return NAMES.has(nameOf(event));
}

/** Returns what the note is about: events of positions are subjects of their own, those of risk share the session as their subject. */
export function noteKey(event: Envelope): string {
  const name = nameOf(event);
  const data = event.data as Record<string, unknown>;
  switch (name) {
    case 'StrategyDisabled':
      return `${event.subject}/disabled/${String(data['strategyId'])}`;
    case 'ProtectionTriggered':
      return `${event.subject}/protected/${String(data['strategyId'])}/${String(data['kind'])}/${String(data['symbol'])}`;
    case 'TradingStateApplied':
      return `${event.subject}/applied/${String(data['scope'])}/${String(data['scopeId'])}`;
    case 'WarningChanged':
      return `${event.subject}/warned/${String(data['warning'])}/${String(data['subject'])}`;
    default:
      return event.subject;
  }
}

/** Returns the notes of one kind. */
export function notesOf<N extends keyof Notes>(
  notes: Readonly<Record<string, Envelope>>,
  name: N,
): Envelope<Notes[N]>[] {
  return Object.values(notes).filter((event) => nameOf(event) === name) as Envelope<Notes[N]>[];
}
