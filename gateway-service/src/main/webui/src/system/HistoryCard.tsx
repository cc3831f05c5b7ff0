import { exact } from '../domain/decimal';
import { Pill } from '../parts/Pill';
import { useLive } from '../store/live';

/** Whether what happened is being kept in the history. */
export function HistoryCard() {
  const history = useLive(({ status }) => status?.history);
  if (history === undefined) {
    return <p className="tone-quiet">The gateway said nothing of it yet.</p>;
  }
  return (
    <dl className="position-facts">
      <div>
        <dt>Follows the log</dt>
        <dd>
          <Pill tone={history.available ? 'good' : 'bad'}>{history.available ? '✓ YES' : '✗ NO'}</Pill>
        </dd>
      </div>
      <div>
        <dt>Behind</dt>
        <dd>{exact(String(history.lag))} records</dd>
      </div>
      <div>
        <dt title="Records that the log had forgotten before they were in the history">Missed for good</dt>
        <dd className={history.missed > 0 ? 'tone-bad' : ''}>{exact(String(history.missed))} records</dd>
      </div>
    </dl>
  );
}
