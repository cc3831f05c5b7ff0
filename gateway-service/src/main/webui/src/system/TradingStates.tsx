import { TRADING_TONES } from '../domain/words';
import { useFormats } from '../live/useFormats';
import { Pill } from '../parts/Pill';
import { Obeyed } from '../shell/Outcome';
import { useDashboard } from '../store/selection';

/** The state of every scope that was ever set, who set it and why, and who obeys. */
export function TradingStates() {
  const states = useDashboard((dashboard) => dashboard.tradingStates);
  const formats = useFormats();
  const events = Object.values(states).sort((one, other) => one.subject.localeCompare(other.subject));
  if (events.length === 0) {
    return <p>Trading was never restricted: every scope is ACTIVE.</p>;
  }
  return (
    <ul className="system-list">
      {events.map(({ id, time, data }) => (
        <li key={id}>
          <div className="system-line">
            <Pill tone={TRADING_TONES[data.state]}>{data.state}</Pill>
            <b>{data.scope === 'GLOBAL' ? 'Everywhere' : `${data.scope.toLowerCase()} ${data.scopeId}`}</b>
            {data.flatten === true && <span className="tone-warn">closing all positions</span>}
          </div>
          <div className="tone-quiet">
            {data.why}, by {data.who} at {formats.date(time)} {formats.time(time)}
            {data.until !== undefined && `, until ${formats.time(data.until)}`}
          </div>
          <Obeyed decisionId={id} />
        </li>
      ))}
    </ul>
  );
}
