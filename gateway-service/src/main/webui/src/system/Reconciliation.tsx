import { exact } from '../domain/decimal';
import { spoken } from '../domain/words';
import { useFormats } from '../live/useFormats';
import { DirectionText } from '../parts/DirectionText';
import { notesOf } from '../store/notes';
import { useDashboard, useSession } from '../store/selection';

/** When our positions were last compared with the venue's, and what still differs. */
export function Reconciliation() {
  const sessionId = useSession()?.sessionId;
  const notes = useDashboard((dashboard) => dashboard.notes);
  const formats = useFormats();
  const last = notesOf(notes, 'PositionsReconciled').find(({ data }) => data.sessionId === sessionId);
  const open = notesOf(notes, 'PositionMismatched');
  return (
    <>
      {last === undefined ? (
        <p className="tone-quiet">The session was not compared yet.</p>
      ) : (
        <p>
          Compared at {formats.date(last.data.askedAt)} {formats.time(last.data.askedAt)} (
          {spoken(last.data.cause)}): {last.data.positions}{' '}
          {last.data.positions === 1 ? 'position' : 'positions'},{' '}
          <b className={last.data.mismatches === 0 ? 'tone-good' : 'tone-bad'}>
            {last.data.mismatches === 0 ? '✓ all agree' : `✗ ${last.data.mismatches} differ`}
          </b>
        </p>
      )}
      <h4 className="system-title">Open mismatches ({open.length})</h4>
      {open.length === 0 ? (
        <p className="tone-quiet">None.</p>
      ) : (
        <ul className="system-list">
          {open.map(({ id, time, data }) => (
            <li key={id}>
              <div className="system-line">
                <b>{data.symbol}</b> <DirectionText of={data.direction} />
                <span className="tone-bad">{spoken(data.kind)}</span>
              </div>
              <div>
                ours {exact(data.own)}, the venue&apos;s {exact(data.venue)}: {data.evidence}
              </div>
              <div className="tone-quiet">
                {data.policy}; since {formats.time(time)}
                {data.reference !== undefined && `, ${data.reference}`}
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
