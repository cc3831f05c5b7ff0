import Big from 'big.js';
import type { Candle } from '../protocol/messages';

/** More changed bars than this are drawn with all the others. */
const REDRAWN_MAX = 20;

export const INTERVALS = { '1m': 60, '5m': 300, '15m': 900 } as const;
export type Interval = keyof typeof INTERVALS;

/** Returns the candles of a longer interval, whose starts are multiples of it. Prices keep their text and volumes their exact sum. */
export function aggregated(minutes: readonly Candle[], interval: Interval): readonly Candle[] {
  const seconds = INTERVALS[interval];
  if (seconds === INTERVALS['1m']) {
    return minutes;
  }
  const result: Candle[] = [];
  for (const minute of minutes) {
    const start = minute.t - (minute.t % seconds);
    const last = result.at(-1);
    if (last?.t === start) {
      result[result.length - 1] = joined(last, minute);
    } else {
      result.push({ ...minute, t: start });
    }
  }
  return result;
}

function joined(first: Candle, second: Candle): Candle {
  return {
    t: first.t,
    o: first.o,
    h: Number(second.h) > Number(first.h) ? second.h : first.h,
    l: Number(second.l) < Number(first.l) ? second.l : first.l,
    c: second.c,
    v: new Big(first.v).plus(second.v).toFixed(),
  };
}

/** Returns by how much the last close is above the first open, in per cent, or `undefined` without candles. */
export function changePercent(candles: readonly Candle[]): Big | undefined {
  const first = candles[0];
  const last = candles.at(-1);
  if (first === undefined || last === undefined || Number(first.o) === 0) {
    return undefined;
  }
  return new Big(last.c).minus(first.o).div(first.o).times(100);
}

/** Returns the bars that differ from those drawn before, or `undefined` when so much differs that all must be drawn anew. */
export function redrawn(before: readonly Candle[], after: readonly Candle[]): readonly Candle[] | undefined {
  const differs = before.findIndex((candle, index) => !same(candle, after[index]));
  const from = differs < 0 ? before.length : differs;
  const keepsTimes = before.slice(from).every((candle, index) => candle.t === after[from + index]?.t);
  return before.length > 0 && keepsTimes && after.length - from <= REDRAWN_MAX
    ? after.slice(from)
    : undefined;
}

function same(one: Candle, other: Candle | undefined): boolean {
  return (
    one === other ||
    (one.t === other?.t &&
      one.c === other.c &&
      one.v === other.v &&
      one.h === other.h &&
      one.l === other.l &&
      one.o === other.o)
  );
}
