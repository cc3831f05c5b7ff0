import Big from 'big.js';
import { NOTHING, usdt } from '../domain/decimal';
import { isOpen, unrealised } from '../domain/profit';
import { tenths } from '../domain/time';
import { FEED_TONES } from '../domain/words';
import { Gain } from '../parts/Gain';
import { useNow } from '../parts/useNow';
import { feedAgeMillis, useDashboard, useFeedWord, useSession, useSymbols } from '../store/selection';

/** The account in one line, and how fresh each symbol's feed is. */
export function Strip() {
  const account = useSession()?.account;
  return (
    <section className="strip" aria-label="Account and feeds">
      <dl>
        <Amount name="Equity" value={account?.equity} />
        <Amount name="Free" value={account?.free} />
        <Amount name="Reserved" value={account?.reserved} />
        <Amount name="Margin" value={account?.margin} />
        <div>
          <dt>Realised today</dt>
          <dd>
            <Gain value={account?.realisedToday} />
          </dd>
        </div>
        <Unrealised />
      </dl>
      <Feeds />
    </section>
  );
}

function Amount({ name, value }: { name: string; value: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd title={value}>{value === undefined ? NOTHING : usdt(value)}</dd>
    </div>
  );
}

export function Unrealised() {
  const sessionId = useSession()?.sessionId;
  const { positions, markets, instruments } = useDashboard((dashboard) => dashboard);
  const profits = Object.values(positions)
    .filter((position) => position.sessionId === sessionId && isOpen(position))
    .map(
      (position) =>
        unrealised(position, markets[position.symbol]?.mark, instruments[position.symbol])?.amount,
    );
  const known = profits.filter((profit) => profit !== undefined);
  const isKnown = sessionId !== undefined && known.length === profits.length;
  const total = isKnown ? known.reduce((sum, profit) => sum.plus(profit), new Big(0)) : undefined;
  return (
    <div>
      <dt>Unrealised</dt>
      <dd>
        <Gain value={total} />
      </dd>
    </div>
  );
}

function Feeds() {
  const symbols = useSymbols();
  const feeds = useDashboard((dashboard) => dashboard.feeds);
  const now = useNow(250);
  const word = useFeedWord();
  return (
    <ul className="strip-feeds" aria-label="Feeds">
      {symbols.map((symbol) => {
        const feed = feeds[symbol];
        return feed === undefined ? (
          <li key={symbol} className="pill tone-quiet">
            {symbol} <strong>NO FEED</strong>
          </li>
        ) : (
          <li key={symbol} className={`pill tone-${FEED_TONES[feed.state]}`} title={feed.reason}>
            {symbol} <strong>{word(feed)}</strong> {tenths(feedAgeMillis(feed, now))}
          </li>
        );
      })}
    </ul>
  );
}
