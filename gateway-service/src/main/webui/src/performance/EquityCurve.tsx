import { AreaSeries, createChart, type UTCTimestamp } from 'lightweight-charts';
import { useEffect, useMemo, useRef } from 'react';
import { curvePoints, drawdownPoints, type Point } from '../domain/drawdown';
import { paletteOf, type Palette } from '../live/palette';
import { timeTexts } from '../live/timeTexts';
import type { Zone } from '../domain/time';
import type { Performance } from '../protocol/messages';
import { useView } from '../store/view';
import './Performance.css';

/** The equity over the session, and under it how far it was below its peak. */
export function EquityCurve({ curve }: { curve: Performance['equityCurve'] }) {
  const theme = useView((view) => view.theme);
  const zone = useView((view) => view.zone);
  const palette = useMemo(() => paletteOf(theme), [theme]);
  const container = useRef<HTMLDivElement>(null);
  const drawing = useRef<ReturnType<typeof equityChart>>(undefined);
  useEffect(() => {
    if (container.current === null) {
      return undefined;
    }
    const made = equityChart(container.current);
    drawing.current = made;
    return () => {
      drawing.current = undefined;
      made.remove();
    };
  }, []);
  useEffect(() => drawing.current?.setPalette(palette), [palette]);
  useEffect(() => drawing.current?.setZone(zone), [zone]);
  useEffect(() => drawing.current?.setPoints(curvePoints(curve)), [curve]);
  return (
    <div
      className="equity"
      ref={container}
      role="img"
      aria-label={`Equity from ${curve[0]?.equity ?? 'nothing'} to ${curve.at(-1)?.equity ?? 'nothing'} USDT over ${curve.length} points`}
    />
  );
}

function equityChart(container: HTMLElement) {
  const chart = createChart(container, {
    autoSize: true,
    layout: { background: { color: 'transparent' }, fontSize: 11, attributionLogo: false },
    rightPriceScale: { borderVisible: false },
    timeScale: { borderVisible: false, timeVisible: true, secondsVisible: false },
  });
  const options = { lineWidth: 2, priceLineVisible: false } as const;
  const equity = chart.addSeries(AreaSeries, { ...options, title: 'Equity' });
  const drawdown = chart.addSeries(
    AreaSeries,
    { ...options, title: 'Drawdown, %', invertFilledArea: true },
    1,
  );
  chart.panes()[0]?.setStretchFactor(3);
  chart.panes()[1]?.setStretchFactor(1);
  let isEmpty = true;
  const data = (points: readonly Point[]) =>
    points.map(({ time, value }) => ({ time: time as UTCTimestamp, value }));
  return {
    setPoints(points: readonly Point[]): void {
      equity.setData(data(points));
      drawdown.setData(data(drawdownPoints(points)));
      // Once it was shown whole, where the trader looks is the trader's choice.
      if (isEmpty && points.length > 0) {
        chart.timeScale().fitContent();
        isEmpty = false;
      }
    },
    setZone(zone: Zone): void {
      chart.applyOptions(timeTexts(zone));
    },
    setPalette(colours: Palette): void {
      chart.applyOptions({
        layout: {
          textColor: colours.muted,
          panes: { separatorColor: colours.line },
          fontFamily: getComputedStyle(document.body).fontFamily,
        },
        crosshair: {
          vertLine: { color: colours.muted, labelBackgroundColor: colours.muted },
          horzLine: { color: colours.muted, labelBackgroundColor: colours.muted },
        },
        grid: { vertLines: { color: `${colours.line}66` }, horzLines: { color: `${colours.line}66` } },
      });
      equity.applyOptions({
        lineColor: colours.note,
        topColor: `${colours.note}55`,
        bottomColor: `${colours.note}08`,
      });
      drawdown.applyOptions({
        lineColor: colours.down,
        topColor: `${colours.down}10`,
        bottomColor: `${colours.down}66`,
      });
    },
    remove(): void {
      chart.remove();
    },
  };
}
