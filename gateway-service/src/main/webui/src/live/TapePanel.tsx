import { decimalsOf, exact, fixed, NOTHING } from '../domain/decimal';
import { boughtShare, sweepsOf } from '../domain/tape';
import type { Trade } from '../protocol/messages';
import { useDashboard, useSymbol } from '../store/selection';
import { StaleBanner } from './StaleBanner';
import { useFormats } from './useFormats';
import './TapePanel.css';

const NO_TRADES: readonly Trade[] = [];

/** The best bid and ask with their sizes, and the newest trades by who crossed the spread. */
export function TapePanel() {
  const symbol = useSymbol();
  return (
    <section className="tape-panel" aria-label={`Depth and trades of ${symbol ?? 'no symbol'}`}>
      {symbol !== undefined && (
        <>
          <Depth symbol={symbol} />
          <Trades symbol={symbol} />
        </>
      )}
      <StaleBanner panel="tape" />
    </section>
  );
}

function Depth({ symbol }: { symbol: string }) {
  const market = useDashboard((dashboard) => dashboard.markets[symbol]);
  const formats = useFormats();
  const bid = Number(market?.bidSize ?? 0);
  const ask = Number(market?.askSize ?? 0);
  const whole = Math.max(bid, ask, 1);
  return (
    <div className="depth">
      <h2 className="side-title">Best bid and ask</h2>
      <Side
        name="Ask"
        price={formats.price(symbol, market?.ask)}
        size={market?.askSize}
        share={ask / whole}
        tone="bad"
      />
      <Side
        name="Bid"
        price={formats.price(symbol, market?.bid)}
        size={market?.bidSize}
        share={bid / whole}
        tone="good"
      />
    </div>
  );
}

function Side(props: {
  name: string;
  price: string;
  size: string | undefined;
  share: number;
  tone: 'good' | 'bad';
}) {
  return (
    <div className={`depth-side depth-${props.tone}`}>
      <span className="depth-bar" style={{ width: `${props.share * 100}%` }} />
      <span className="tone-quiet">{props.name}</span>
      <b>{props.price}</b>
      <span title="Contracts">{props.size === undefined ? NOTHING : exact(props.size)}</span>
    </div>
  );
}

function Trades({ symbol }: { symbol: string }) {
  const trades = useDashboard((dashboard) => dashboard.trades[symbol]) ?? NO_TRADES;
  const tick = useDashboard((dashboard) => dashboard.instruments[symbol]?.priceTick);
  const formats = useFormats();
  const bought = boughtShare(trades);
  return (
    <>
      <h2 className="side-title tape-title">
        Trades
        {bought !== undefined && (
          <span title="Share of the contracts below that takers bought">
            {Math.round(bought * 100)} % bought
          </span>
        )}
      </h2>
      {trades.length === 0 ? (
        <p className="side-empty">None since the page was opened.</p>
      ) : (
        <ul className="trades" aria-label="Trades, newest first">
          {sweepsOf(trades).map(({ key, at, takerSide, quantity, price, isRush, trades: count }) => (
            <li
              key={key}
              className={`tone-${takerSide === 'BUY' ? 'good' : 'bad'}${isRush ? ' trade-rush' : ''}`}
              title={`${takerSide === 'BUY' ? 'Bought' : 'Sold'} at the market${isRush ? `: one order swept ${count} trades` : ''}`}
            >
              <span>
                <span aria-hidden="true">{takerSide === 'BUY' ? '▲' : '▼'}</span>{' '}
                {fixed(price, decimalsOf(tick ?? price))}
              </span>
              <span>{exact(quantity)}</span>
              <span className="tone-quiet">{isRush ? `» ${count}` : formats.time(at)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
