import type { Reading } from '../store/dashboard';
import { INTERVALS, type Interval } from './candles';
import type { Point } from './drawdown';

/** Returns the values of an indicator for drawing, the last of each bar. */
export function panePoints(readings: readonly Reading[], variant: string, interval: Interval): Point[] {
  const seconds = INTERVALS[interval];
  const points: Point[] = [];
  for (const { t, values } of readings) {
    const value = values[variant];
    if (value === undefined) {
      continue;
    }
    const time = t - (t % seconds);
    const last = points.at(-1);
    if (last?.time === time) {
      last.value = value;
    } else {
      points.push({ time, value });
    }
  }
  return points;
}
