import { useEffect, useMemo, useRef, useState } from 'react';
import Big from 'big.js';
import { aggregated, INTERVALS, type Interval } from '../domain/candles';
import { decimalsOf, exact, fixed, NOTHING } from '../domain/decimal';
import { levelsOf } from '../domain/levels';
import { panePoints } from '../domain/panes';
import { marksOf } from '../domain/marks';
import { tenths } from '../domain/time';
import { FEED_TONES } from '../domain/words';
import { Choice } from '../parts/Choice';
import { Gain } from '../parts/Gain';
import { SectionBadge } from '../parts/SectionBadge';
import { useNow } from '../parts/useNow';
import type { Candle, Market } from '../protocol/messages';
import { feedAgeMillis, useDashboard, useFeedWord, useSession, useSymbol } from '../store/selection';
import { show, useView } from '../store/view';
import { candleChart, type CandleChart } from './CandleChart';
import { paletteOf } from './palette';
import { PaneChoice } from './PaneChoice';
import { Ribbon } from './Ribbon';
import { StaleBanner } from './StaleBanner';
import './Chart.css';

const NO_CANDLES: readonly Candle[] = [];
const INTERVAL_CHOICES: readonly (readonly [Interval, string])[] = [
  ['1m', '1m'],
  ['5m', '5m'],
  ['15m', '15m'],
];

/** The chosen symbol: candles, volume, what the strategies did and when, and the levels of its position. */
export function ChartPanel() {
  const symbol = useSymbol();
  return (
    <section className="chart-panel" aria-label={`Chart of ${symbol ?? 'no symbol'}`}>
      {symbol === undefined ? (
        <div className="chart-empty">
          <p>
            <strong>No market yet</strong>
            The chart starts with the first trade after a session has started.
          </p>
        </div>
      ) : (
        <SymbolChart symbol={symbol} />
      )}
    </section>
  );
}

function SymbolChart({ symbol }: { symbol: string }) {
  const interval = useView((view) => view.interval);
  const minutes = useDashboard((dashboard) => dashboard.candles[symbol]) ?? NO_CANDLES;
  const priceTick = useDashboard((dashboard) => dashboard.instruments[symbol]?.priceTick);
  const candles = useMemo(() => aggregated(minutes, interval), [minutes, interval]);
  const decimals = decimalsOf(priceTick ?? candles.at(-1)?.c ?? '0.01');
  const [hovered, setHovered] = useState<number>();
  const container = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<CandleChart>();
  const [moves, setMoves] = useState(0);

  useEffect(() => {
    if (container.current === null) {
      return undefined;
    }
    const made = candleChart(container.current, {
      onHover: setHovered,
      onMark: (id) => show({ detail: { kind: 'signal', id } }),
      onMove: () => setMoves((count) => count + 1),
    });
    setChart(made);
    return () => {
      setChart(undefined);
      made.remove();
    };
  }, []);

  useDrawing(chart, { symbol, interval, candles, priceTick });

  return (
    <>
      <ChartBar symbol={symbol} decimals={decimals} interval={interval} />
      <div className="chart-plot">
        <div className="chart-canvas" ref={container} />
        <Legend
          candle={candles.find((candle) => candle.t === hovered) ?? candles.at(-1)}
          decimals={decimals}
        />
        <StaleBanner panel="chart" />
        {candles.length === 0 && (
          <div className="chart-empty">
            <p>
              <strong>No candles of {symbol} yet</strong>
              The first appears with the first trade; each covers a minute of the tape.
            </p>
          </div>
        )}
      </div>
      {chart !== undefined && (
        <Ribbon
          symbol={symbol}
          moves={moves}
          plotWidth={chart.plotWidth()}
          timeToX={(seconds) => chart.timeToX(seconds, INTERVALS[interval])}
        />
      )}
    </>
  );
}

interface Drawing {
  symbol: string;
  interval: Interval;
  candles: readonly Candle[];
  priceTick: string | undefined;
}

/** Keeps the drawing equal to what is known. */
function useDrawing(chart: CandleChart | undefined, { symbol, interval, candles, priceTick }: Drawing) {
  const theme = useView((view) => view.theme);
  const zone = useView((view) => view.zone);
  const sessionId = useSession()?.sessionId;
  const signals = useDashboard((dashboard) => dashboard.signals);
  const positions = useDashboard((dashboard) => dashboard.positions);
  const orders = useDashboard((dashboard) => dashboard.orders);
  const strategies = useSession()?.strategies;
  const readings = useDashboard((dashboard) => dashboard.readings[symbol]);
  const panes = useView((view) => view.panes);
  const firstTime = candles[0]?.t ?? 0;
  const palette = useMemo(() => paletteOf(theme), [theme]);

  useEffect(() => chart?.setPalette(palette, getComputedStyle(document.body).fontFamily), [chart, palette]);
  useEffect(() => chart?.setZone(zone), [chart, zone]);
  useEffect(() => {
    if (priceTick !== undefined) {
      chart?.setTick(priceTick);
    }
  }, [chart, priceTick]);
  useEffect(() => chart?.setCandles(candles, `${symbol} ${interval}`), [chart, candles, symbol, interval]);
  useEffect(
    () => chart?.setMarks(marksOf(signals, { sessionId, symbol, interval, firstTime })),
    [chart, signals, sessionId, symbol, interval, firstTime],
  );
  useEffect(
    () =>
      chart?.setLevels(levelsOf(Object.values(positions), orders, sessionId, symbol, strategies), palette),
    [chart, positions, orders, sessionId, symbol, strategies, palette],
  );
  useEffect(
    () =>
      chart?.setIndicators(
        panes.map((variant) => ({ variant, points: panePoints(readings ?? [], variant, interval) })),
      ),
    [chart, panes, readings, interval],
  );
}

function ChartBar({ symbol, decimals, interval }: { symbol: string; decimals: number; interval: Interval }) {
  const market = useDashboard((dashboard) => dashboard.markets[symbol]);
  return (
    <div className="chart-bar">
      <h2 className="chart-symbol">{symbol}</h2>
      <span className="chart-price">
        {market?.last === undefined ? NOTHING : fixed(market.last, decimals)}
      </span>
      <Quote market={market} decimals={decimals} />
      <Key />
      <span className="chart-bar-end">
        <FeedAge symbol={symbol} />
        <PaneChoice symbol={symbol} />
        <Choice
          label="Candle interval"
          options={INTERVAL_CHOICES}
          value={interval}
          onChange={(chosen) => show({ interval: chosen })}
        />
      </span>
    </div>
  );
}

function Quote({ market, decimals }: { market: Market | undefined; decimals: number }) {
  const price = (value: string | undefined) => (value === undefined ? NOTHING : fixed(value, decimals));
  return (
    <>
      <span className="chart-quote">
        Bid <b>{price(market?.bid)}</b>
      </span>
      <span className="chart-quote">
        Ask <b>{price(market?.ask)}</b>
      </span>
      <span className="chart-quote chart-quote-mark">
        Mark <b>{price(market?.mark)}</b>
      </span>
    </>
  );
}

function FeedAge({ symbol }: { symbol: string }) {
  const feed = useDashboard((dashboard) => dashboard.feeds[symbol]);
  const now = useNow(250);
  const word = useFeedWord();
  if (feed === undefined) {
    return <span className="tone-quiet">No feed</span>;
  }
  return (
    <span className={`tone-${FEED_TONES[feed.state]}`} title={feed.reason}>
      {word(feed)} {tenths(feedAgeMillis(feed, now))}
    </span>
  );
}

function Legend({ candle, decimals }: { candle: Candle | undefined; decimals: number }) {
  if (candle === undefined) {
    return null;
  }
  const values = [
    ['O', candle.o],
    ['H', candle.h],
    ['L', candle.l],
    ['C', candle.c],
  ] as const;
  return (
    <div className="chart-legend">
      {values.map(([name, value]) => (
        <span key={name}>
          <span>{name}</span> {fixed(value, decimals)}
        </span>
      ))}
      <Gain value={new Big(candle.c).minus(candle.o)} decimals={decimals} />
      <span className="chart-legend-volume">
        <span>Volume</span> {exact(candle.v)}
      </span>
    </div>
  );
}

const SECTIONS = ['S1', 'O1', 'Z1', 'ZE1', 'E1'] as const;
const KEY = { S1: 'signal', O1: 'cancelled', Z1: 'entry', ZE1: 'close', E1: 'emergency exit' } as const;

function Key() {
  return (
    <div className="chart-key" aria-hidden="true">
      {SECTIONS.map((section) => (
        <span key={section}>
          <SectionBadge section={section} /> {KEY[section]}
        </span>
      ))}
    </div>
  );
}
