import { obedienceText, obedienceTo } from '../domain/obedience';
import type { TradingState } from '../protocol/messages';
import { notesOf } from '../store/notes';
import { useDashboard } from '../store/selection';

interface Props {
  commandId: string;
  /** The scope and its id. */
  subject: string;
  state: TradingState;
  flatten: boolean;
}

/** What becomes of a command about the trading state: decided, obeyed by how many cells, and how many positions are left to close. */
export function Outcome({ commandId, subject, state, flatten }: Props) {
  const decision = useDashboard((dashboard) => dashboard.tradingStates[subject]);
  // What holds already is not decided again.
  const holds = decision?.data.state === state && (decision.data.flatten ?? false) === flatten;
  if (decision === undefined || (decision.causationid !== commandId && !holds)) {
    return <span>Accepted. Not decided yet …</span>;
  }
  return (
    <div className="obeyed">
      <span>
        {subject === 'GLOBAL/all' ? 'Trading' : subject} is <b>{decision.data.state}</b>
      </span>
      <Obeyed decisionId={decision.id} />
      {flatten && <Flattened decisionId={decision.id} />}
    </div>
  );
}

/** The live count of the cells that obey a decision. */
export function Obeyed({ decisionId }: { decisionId: string }) {
  const acknowledgements = useDashboard((dashboard) => dashboard.acknowledgements);
  const cells = useDashboard((dashboard) => dashboard.cells);
  const obedience = obedienceTo(decisionId, Object.values(acknowledgements), cells);
  if (obedience.expected === 0) {
    return null;
  }
  return (
    <>
      <progress max={obedience.expected} value={obedience.obeying} aria-label="Cells that obey" />
      <span className={obedience.missing.length === 0 ? 'tone-good' : 'tone-warn'}>
        {obedience.missing.length === 0 && '✓ '}
        {obedienceText(obedience)}
      </span>
    </>
  );
}

function Flattened({ decisionId }: { decisionId: string }) {
  const notes = useDashboard((dashboard) => dashboard.notes);
  const progress = notesOf(notes, 'FlattenProgressed').filter(({ data }) => data.decisionId === decisionId);
  if (progress.length === 0) {
    return <span>Closing has not begun yet …</span>;
  }
  const left = progress.reduce((sum, { data }) => sum + data.positionsLeft, 0);
  return left === 0 ? (
    <span className="tone-good">✓ Nothing is held any more</span>
  ) : (
    <span className="tone-warn">
      {left} {left === 1 ? 'position is' : 'positions are'} still being closed
    </span>
  );
}
