import { isSignal, type Direction, type Section, type SignalEnvelope } from '../protocol/messages';
import { INTERVALS, type Interval } from './candles';

/** A section that fired, as it stands at a candle. */
export interface Mark {
  /** Id of the event. */
  id: string;
  /** Start of the candle, epoch seconds. */
  time: number;
  section: Section;
  direction: Direction;
  above: boolean;
}

/** Detections and entries of a long strategy stand below the candle and point up, what ends them stands above; short is the other way. */
function isAbove(section: Section, direction: Direction): boolean {
  const opens = section === 'S1' || section === 'Z1';
  return opens !== (direction === 'LONG');
}

/**
 * Returns a mark for each section that fired on the symbol within the candles, oldest first.
 *
 * @param signals newest first
 * @param at `firstTime` is the start of the first candle in epoch seconds
 */
export function marksOf(
  signals: readonly SignalEnvelope[],
  at: { sessionId: string | undefined; symbol: string; interval: Interval; firstTime: number },
): Mark[] {
  const seconds = INTERVALS[at.interval];
  return signals
    .filter(isSignal)
    .filter(({ data }) => data.symbol === at.symbol && data.sessionId === at.sessionId)
    .map(({ id, time, data: { section, direction } }) => {
      const second = Math.floor(Date.parse(time) / 1000);
      return {
        id,
        time: second - (second % seconds),
        section,
        direction,
        above: isAbove(section, direction),
      };
    })
    .filter(({ time }) => time >= at.firstTime)
    .toReversed();
}
