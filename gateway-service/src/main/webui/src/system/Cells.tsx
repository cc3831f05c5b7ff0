import { exact, NOTHING } from '../domain/decimal';
import { useFormats } from '../live/useFormats';
import { useLive } from '../store/live';
import { useDashboard } from '../store/selection';

/** More than a busy market writes in a moment. */
const LAG_WARN = 5000;
const TOPIC_OF: Record<string, string> = { strategy: 'signals', risk: 'orders', order: 'order-events' };

/** The cells of each service as their acknowledgements tell, and how much each topic holds. */
export function Cells() {
  const cells = useDashboard((dashboard) => dashboard.cells);
  const acknowledgements = useDashboard((dashboard) => dashboard.acknowledgements);
  const status = useLive((live) => live.status);
  const formats = useFormats();
  return (
    <>
      <div className="card-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col" className="table-end">
                Cells
              </th>
              <th scope="col">Last acknowledged</th>
              <th scope="col" className="table-end">
                Events
              </th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(cells)
              .sort()
              .map(([service, count]) => {
                const last = Object.values(acknowledgements)
                  .filter((acknowledgement) => acknowledgement.service === service)
                  .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))[0];
                const events = status?.counts[TOPIC_OF[service] ?? ''];
                return (
                  <tr key={service}>
                    <td>
                      <b>{service}</b>
                    </td>
                    <td className="table-end">{count}</td>
                    <td>
                      {last === undefined
                        ? 'nothing to obey yet'
                        : `${last.state} ${formats.time(last.at)} (cell ${last.cell})`}
                    </td>
                    <td className="table-end">{events === undefined ? NOTHING : exact(String(events))}</td>
                  </tr>
                );
              })}
          </tbody>
        </table>
      </div>
      {status === undefined ? (
        <p className="tone-warn">The gateway does not answer.</p>
      ) : (
        <dl className="position-facts system-counts">
          {Object.entries(status.counts).map(([topic, count]) => (
            <div key={topic}>
              <dt>{topic}</dt>
              <dd>{exact(String(count))}</dd>
            </div>
          ))}
          {status.lag !== undefined && (
            <div>
              <dt title="Records that are on the log and that the gateway did not read yet">gateway lag</dt>
              <dd className={status.lag > LAG_WARN ? 'tone-warn' : ''}>{exact(String(status.lag))}</dd>
            </div>
          )}
          <div>
            <dt>clients</dt>
            <dd>{status.clients}</dd>
          </div>
        </dl>
      )}
    </>
  );
}
