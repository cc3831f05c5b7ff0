import Big from 'big.js';
import { useMemo, type ReactNode } from 'react';
import { changePercent } from '../domain/candles';
import { decimalsOf, fixed, measure, NOTHING } from '../domain/decimal';
import { isOpen } from '../domain/profit';
import { FEED_TONES } from '../domain/words';
import { Gain } from '../parts/Gain';
import type { Instrument, Market } from '../protocol/messages';
import { useDashboard, useFeedWord, useSession, useSymbol, useSymbols } from '../store/selection';
import { show } from '../store/view';
import './SymbolList.css';

/** The session's symbols with what they do now, and the indicator values of the chosen one. */
export function SymbolList() {
  const symbols = useSymbols();
  const chosen = useSymbol();
  return (
    <nav className="side" aria-label="Symbols">
      <h2 className="side-title">Symbols</h2>
      {symbols.length === 0 && <p className="side-empty">A session brings its symbols.</p>}
      <ul>
        {symbols.map((symbol) => (
          <li key={symbol}>
            <SymbolButton symbol={symbol} chosen={symbol === chosen} />
          </li>
        ))}
      </ul>
      {chosen !== undefined && <IndicatorValues symbol={chosen} />}
    </nav>
  );
}

function SymbolButton({ symbol, chosen }: { symbol: string; chosen: boolean }) {
  const market = useDashboard((dashboard) => dashboard.markets[symbol]);
  const instrument = useDashboard((dashboard) => dashboard.instruments[symbol]);
  const candles = useDashboard((dashboard) => dashboard.candles[symbol]);
  const feed = useDashboard((dashboard) => dashboard.feeds[symbol]);
  const word = useFeedWord();
  const change = useMemo(() => changePercent(candles ?? []), [candles]);
  return (
    <button type="button" className="symbol" aria-pressed={chosen} onClick={() => show({ symbol })}>
      <span className="symbol-name">
        {symbol}
        <OpenPosition symbol={symbol} />
      </span>
      <span className="symbol-last">
        {market?.last === undefined
          ? NOTHING
          : fixed(market.last, decimalsOf(instrument?.priceTick ?? market.last))}
      </span>
      <span className="symbol-small">
        <span className={`tone-${feed === undefined ? 'quiet' : FEED_TONES[feed.state]}`}>
          {feed === undefined ? 'NO FEED' : `● ${word(feed)}`}
        </span>{' '}
        {spread(market, instrument)}
      </span>
      <span className="symbol-small" title="Over the loaded candles">
        <Gain value={change} unit=" %" />
      </span>
    </button>
  );
}

function OpenPosition({ symbol }: { symbol: string }) {
  const sessionId = useSession()?.sessionId;
  const direction = useDashboard(
    ({ positions }) =>
      Object.values(positions).find(
        (position) => position.sessionId === sessionId && position.symbol === symbol && isOpen(position),
      )?.direction,
  );
  if (direction === undefined) {
    return null;
  }
  return (
    <span
      className={`symbol-position tone-${direction === 'LONG' ? 'good' : 'bad'}`}
      title={`Open ${direction} position`}
    >
      {direction === 'LONG' ? '▲ L' : '▼ S'}
    </span>
  );
}

/** The distance of bid and ask in basis points of their middle. */
function spread(market: Market | undefined, instrument: Instrument | undefined): string {
  if (market?.bid === undefined || market.ask === undefined || instrument === undefined) {
    return '';
  }
  const middle = new Big(market.bid).plus(market.ask).div(2);
  return middle.gt(0)
    ? `${fixed(new Big(market.ask).minus(market.bid).div(middle).times(10_000), 1)} bps`
    : '';
}

function IndicatorValues({ symbol }: { symbol: string }) {
  const indicators = useDashboard((dashboard) => dashboard.indicators[symbol]);
  const values = Object.entries(indicators?.values ?? {});
  return (
    <section className="indicators" aria-label={`Indicators of ${symbol}`}>
      <h2 className="side-title">Indicators of {symbol}</h2>
      {values.length === 0 && (indicators?.notReady.length ?? 0) === 0 ? (
        <p>None yet. They are computed as soon as an active strategy needs them.</p>
      ) : (
        <dl>
          {values.map(([variant, value]) => (
            <div key={variant}>
              <dt>{breakable(variant)}</dt>
              <dd title={String(value)}>{measure(value)}</dd>
            </div>
          ))}
          {indicators?.notReady.map((variant) => (
            <div key={variant}>
              <dt>{breakable(variant)}</dt>
              <dd className="tone-quiet">filling</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** A long name goes on in the next line after one of its underscores. */
function breakable(name: string): ReactNode[] {
  return name.split('_').flatMap((part, place) => (place === 0 ? [part] : ['_', <wbr key={place} />, part]));
}
