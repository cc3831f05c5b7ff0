import type { ServerMessage } from './messages';

const KNOWN_TYPES: ReadonlySet<string> = new Set<ServerMessage['type']>([
  'snapshot',
  'event',
  'order',
  'position',
  'session',
  'strategy',
  'acknowledgement',
  'market',
  'heartbeat',
  'tooSlow',
]);

/**
 * Returns the message in a text frame. A type that this page does not know becomes `unknown`, which keeps its place in the sequence, or
 * `undefined` when it has none. Throws when the frame is not an object with a `type`, or a known type has no whole `seq`.
 */
export function decode(frame: string): ServerMessage | undefined {
  const value: unknown = JSON.parse(frame);
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') {
    throw new Error(`a message must be an object with a type, was ${frame.slice(0, 80)}`);
  }
  const seq = 'seq' in value && Number.isSafeInteger(value.seq) ? (value.seq as number) : undefined;
  if (!KNOWN_TYPES.has(value.type)) {
    return seq === undefined ? undefined : { type: 'unknown', seq };
  }
  if (seq === undefined) {
    throw new Error(`seq must be a whole number, was ${frame.slice(0, 80)}`);
  }
  return value as ServerMessage;
}
