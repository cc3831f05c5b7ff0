import { ORDER_TONES } from '../domain/words';
import { useFormats } from '../live/useFormats';
import { Pill } from '../parts/Pill';
import { useDashboard } from '../store/selection';
import { show } from '../store/view';

const BREAKER_TONES = { CLOSED: 'good', HALF_OPEN: 'warn', OPEN: 'bad' } as const;
const SKEW_WARN_MILLIS = 500;

/** Whether orders reach the venue, and which wait. */
export function Venue() {
  const venue = useDashboard((dashboard) => dashboard.venue);
  const orders = useDashboard((dashboard) => dashboard.orders);
  const formats = useFormats();
  const queued = orders.filter(({ state }) => state === 'QUEUED');
  return (
    <>
      {venue === undefined ? (
        <p className="tone-quiet">The order service said nothing of the venue yet.</p>
      ) : (
        <dl className="position-facts">
          <div>
            <dt>Venue</dt>
            <dd>{venue.data.venue}</dd>
          </div>
          <div>
            <dt>Breaker</dt>
            <dd>
              <Pill tone={BREAKER_TONES[venue.data.breaker]}>{venue.data.breaker}</Pill>
            </dd>
          </div>
          <div>
            <dt>Private stream</dt>
            <dd className={venue.data.privateStreamUp ? 'tone-good' : 'tone-bad'}>
              {venue.data.privateStreamUp ? '✓ up' : '✗ down'}
            </dd>
          </div>
          <div>
            <dt>Clock skew</dt>
            <dd className={Math.abs(venue.data.clockSkewMillis) > SKEW_WARN_MILLIS ? 'tone-warn' : ''}>
              {venue.data.clockSkewMillis} ms
            </dd>
          </div>
          <div>
            <dt title="Order creations that could still be sent in the window in which it was said">
              Order budget then
            </dt>
            <dd>{venue.data.orderBudget}</dd>
          </div>
          <div>
            <dt>Said at</dt>
            <dd title={venue.data.reason}>{formats.time(venue.time)}</dd>
          </div>
        </dl>
      )}
      <h4 className="system-title">Queued orders ({queued.length})</h4>
      {queued.length === 0 ? (
        <p className="tone-quiet">None waits.</p>
      ) : (
        <ul className="system-list">
          {queued.map((order) => (
            <li key={order.orderId}>
              <button
                type="button"
                className="button button-small"
                onClick={() => show({ detail: { kind: 'order', orderId: order.orderId } })}
              >
                {order.symbol}
              </button>{' '}
              <Pill tone={ORDER_TONES.QUEUED}>QUEUED</Pill> {order.reason}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
