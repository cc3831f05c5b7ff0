import type { Performance } from '../protocol/messages';

/** A point of a drawing: epoch seconds and a value. */
export interface Point {
  time: number;
  value: number;
}

/** Returns the curve for drawing; of several points of one second, the last. */
export function curvePoints(curve: Performance['equityCurve']): Point[] {
  const points: Point[] = [];
  for (const { t, equity } of curve) {
    const time = Math.floor(Date.parse(t) / 1000);
    const last = points.at(-1);
    if (last === undefined || time > last.time) {
      points.push({ time, value: Number(equity) });
    } else if (time === last.time) {
      last.value = Number(equity);
    }
  }
  return points;
}

/** Returns how far the equity was below its peak at each point, in per cent, as values of 0 and below. */
export function drawdownPoints(points: readonly Point[]): Point[] {
  let peak = Number.NEGATIVE_INFINITY;
  return points.map(({ time, value }) => {
    peak = Math.max(peak, value);
    return { time, value: peak > 0 && value < peak ? ((value - peak) / peak) * 100 : 0 };
  });
}
