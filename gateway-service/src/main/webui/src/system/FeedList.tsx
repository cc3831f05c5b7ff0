import { tenths } from '../domain/time';
import { FEED_TONES } from '../domain/words';
import { Pill } from '../parts/Pill';
import { useNow } from '../parts/useNow';
import { feedAgeMillis, useDashboard, useFeedWord } from '../store/selection';

/** How fresh the market data of every symbol is. */
export function FeedList() {
  const feeds = useDashboard((dashboard) => dashboard.feeds);
  const now = useNow(500);
  const word = useFeedWord();
  const sorted = Object.values(feeds).sort((one, other) => one.symbol.localeCompare(other.symbol));
  if (sorted.length === 0) {
    return <p className="tone-quiet">No symbol is followed.</p>;
  }
  return (
    <div className="card-scroll">
      <table className="plain-table">
        <tbody>
          {sorted.map((feed) => (
            <tr key={feed.symbol}>
              <td>
                <b>{feed.symbol}</b>
              </td>
              <td>
                <Pill tone={FEED_TONES[feed.state]}>{word(feed)}</Pill>
              </td>
              <td className="table-end">{tenths(feedAgeMillis(feed, now))}</td>
              <td className="tone-quiet">{feed.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
