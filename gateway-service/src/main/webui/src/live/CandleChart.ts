import {
  CandlestickSeries,
  createChart,
  HistogramSeries,
  LineSeries,
  LineStyle,
  type IPriceLine,
  type ISeriesApi,
  type Logical,
  type UTCTimestamp,
} from 'lightweight-charts';
import { redrawn } from '../domain/candles';
import { decimalsOf } from '../domain/decimal';
import type { Level } from '../domain/levels';
import type { Mark } from '../domain/marks';
import type { Zone } from '../domain/time';
import type { Candle, Decimal } from '../protocol/messages';
import type { Palette } from './palette';
import { SectionMarks } from './SectionMarks';
import { timeTexts } from './timeTexts';

/** Width of a bar after the candles of another symbol or interval were drawn. */
const BAR_PIXELS = 8;
const BARS_TO_THE_RIGHT = 8;
/** Shares of the height of the candles, the volume, and each indicator. */
const STRETCH = { candles: 6, volume: 1, indicator: 1.4 } as const;
const VOLUME_PANE = 1;

/** An indicator's values, a point for each bar. */
export interface IndicatorPane {
  variant: string;
  points: readonly { time: number; value: number }[];
}

/** What the page learns from the chart. */
interface Listener {
  /** Start of the candle under the crosshair in epoch seconds, absent when there is none. */
  onHover: (time: number | undefined) => void;
  onMark: (id: string) => void;
  /** The candles in sight or their width on the screen changed. */
  onMove: () => void;
}

/** Turns an event time in epoch seconds into the place under the candles, in pixels from the left. */
export type TimeToX = (seconds: number) => number | undefined;

/** The drawing of candles, markers and levels, with panes under it for the volume and for indicators. It is drawn with floating point; texts are formatted from exact decimals elsewhere. */
export function candleChart(container: HTMLElement, listener: Listener) {
  const chart = createChart(container, {
    autoSize: true,
    layout: { background: { color: 'transparent' }, fontSize: 11, attributionLogo: false },
    rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.16, bottom: 0.2 } },
    timeScale: {
      borderVisible: false,
      timeVisible: true,
      secondsVisible: false,
      rightOffset: BARS_TO_THE_RIGHT,
    },
  });
  const series = chart.addSeries(CandlestickSeries, { borderVisible: false });
  const volume = chart.addSeries(
    HistogramSeries,
    { priceFormat: { type: 'volume' }, lastValueVisible: false, priceLineVisible: false, title: 'Volume' },
    VOLUME_PANE,
  );
  volume.priceScale().applyOptions({ scaleMargins: { top: 0.1, bottom: 0 } });
  const indicators = new Map<string, ISeriesApi<'Line'>>();
  let drawn: readonly Candle[] = [];
  const sectionMarks = new SectionMarks((time) => {
    const candle = drawn.find(({ t }) => t === time);
    return candle && { high: Number(candle.h), low: Number(candle.l) };
  });
  series.attachPrimitive(sectionMarks);
  let subject = '';
  let levels: IPriceLine[] = [];
  let palette: Palette | undefined;

  chart.subscribeCrosshairMove(({ time }) => listener.onHover(typeof time === 'number' ? time : undefined));
  chart.subscribeClick(({ hoveredInfo }) => {
    if (typeof hoveredInfo?.objectId === 'string') {
      listener.onMark(hoveredInfo.objectId);
    }
  });
  chart.timeScale().subscribeVisibleLogicalRangeChange(listener.onMove);
  chart.timeScale().subscribeSizeChange(listener.onMove);

  const volumeBar = (candle: Candle) => ({
    time: candle.t as UTCTimestamp,
    value: Number(candle.v),
    color: `${(Number(candle.c) >= Number(candle.o) ? palette?.up : palette?.down) ?? ''}66`,
  });

  const stretch = () => {
    chart.panes().forEach((pane, index) => {
      const share = [STRETCH.candles, STRETCH.volume][index] ?? STRETCH.indicator;
      pane.setStretchFactor(share);
    });
  };
  stretch();

  const drawAll = () => {
    series.setData(drawn.map(priceBar));
    volume.setData(drawn.map(volumeBar));
  };

  return {
    /** Draws the candles; those of another subject (symbol and interval) are shown from their end. */
    setCandles(candles: readonly Candle[], newSubject: string): void {
      const changes = newSubject === subject ? redrawn(drawn, candles) : undefined;
      const lastTime = drawn.at(-1)?.t ?? 0;
      drawn = candles;
      if (changes === undefined) {
        drawAll();
      } else {
        for (const candle of changes) {
          series.update(priceBar(candle), candle.t < lastTime);
          volume.update(volumeBar(candle), candle.t < lastTime);
        }
      }
      if (newSubject !== subject && candles.length > 0) {
        subject = newSubject;
        chart.timeScale().setVisibleLogicalRange({
          from: candles.length + BARS_TO_THE_RIGHT - container.clientWidth / BAR_PIXELS,
          to: candles.length + BARS_TO_THE_RIGHT,
        });
        series.priceScale().applyOptions({ autoScale: true });
      }
      listener.onMove();
    },

    /** Gives each indicator a pane of its own, in this order. */
    setIndicators(panes: readonly IndicatorPane[]): void {
      const wanted = panes.map(({ variant }) => variant);
      if (wanted.join() !== [...indicators.keys()].join()) {
        indicators.forEach((line) => chart.removeSeries(line));
        indicators.clear();
        wanted.forEach((variant, index) =>
          indicators.set(
            variant,
            chart.addSeries(
              LineSeries,
              { title: variant, lineWidth: 2, priceLineVisible: false, color: palette?.note ?? '#888888' },
              VOLUME_PANE + 1 + index,
            ),
          ),
        );
        stretch();
      }
      for (const { variant, points } of panes) {
        indicators
          .get(variant)
          ?.setData(points.map(({ time, value }) => ({ time: time as UTCTimestamp, value })));
      }
    },

    setMarks(marks: readonly Mark[]): void {
      sectionMarks.setMarks(marks);
    },

    setLevels(wanted: readonly Level[], colours: Palette): void {
      levels.forEach((line) => series.removePriceLine(line));
      levels = wanted.map(({ kind, price, title }) =>
        series.createPriceLine({
          price: Number(price),
          title,
          color: { entry: colours.note, stop: colours.bad, target: colours.good, liquidation: colours.warn }[
            kind
          ],
          lineStyle: {
            entry: LineStyle.Solid,
            stop: LineStyle.Dashed,
            target: LineStyle.Dashed,
            liquidation: LineStyle.Dotted,
          }[kind],
          lineWidth: 1,
          axisLabelVisible: true,
        }),
      );
    },

    setTick(priceTick: Decimal): void {
      const precision = decimalsOf(priceTick);
      series.applyOptions({ priceFormat: { type: 'price', precision, minMove: Number(priceTick) } });
    },

    setZone(zone: Zone): void {
      chart.applyOptions(timeTexts(zone));
    },

    setPalette(colours: Palette, fontFamily: string): void {
      palette = colours;
      chart.applyOptions({
        layout: { textColor: colours.muted, fontFamily, panes: { separatorColor: colours.line } },
        grid: { vertLines: { color: `${colours.line}66` }, horzLines: { color: `${colours.line}66` } },
        crosshair: {
          vertLine: { color: colours.muted, labelBackgroundColor: colours.line },
          horzLine: { color: colours.muted, labelBackgroundColor: colours.line },
        },
      });
      series.applyOptions({
        upColor: colours.up,
        downColor: colours.down,
        wickUpColor: colours.up,
        wickDownColor: colours.down,
      });
      indicators.forEach((line) => line.applyOptions({ color: colours.note }));
      sectionMarks.setLook(colours, fontFamily);
      drawAll();
    },

    /** Returns the width of the part that shows candles, without the price scale. */
    plotWidth(): number {
      return chart.timeScale().width();
    },

    /** Returns the place of an event time in epoch seconds within its bar, in pixels from the left; that of the last bar's end when later. */
    timeToX(seconds: number, secondsPerBar: number): number | undefined {
      const first = drawn[0];
      if (first === undefined) {
        return undefined;
      }
      const index = Math.max(
        0,
        drawn.findLastIndex((candle) => candle.t <= seconds),
      );
      const within = Math.min(1, Math.max(0, (seconds - (drawn[index]?.t ?? first.t)) / secondsPerBar));
      const scale = chart.timeScale();
      const middle = scale.logicalToCoordinate(index as Logical);
      const next = scale.logicalToCoordinate((index + 1) as Logical);
      return middle === null || next === null ? undefined : middle + (within - 0.5) * (next - middle);
    },

    remove(): void {
      chart.remove();
    },
  };
}

export type CandleChart = ReturnType<typeof candleChart>;

function priceBar(candle: Candle) {
  return {
    time: candle.t as UTCTimestamp,
    open: Number(candle.o),
    high: Number(candle.h),
    low: Number(candle.l),
    close: Number(candle.c),
  };
}
