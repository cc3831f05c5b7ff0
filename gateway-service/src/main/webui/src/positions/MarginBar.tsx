import { MARGIN_CRITICAL, MARGIN_LOW, marginTone } from '../domain/danger';
import './Positions.css';

/** How much of a position's margin is left before liquidation, with the two thresholds. */
export function MarginBar({ left }: { left: number | undefined }) {
  if (left === undefined) {
    return <p className="tone-quiet">Margin not known until the venue was asked</p>;
  }
  const percent = Math.round(left * 1000) / 10;
  const tone = marginTone(left);
  return (
    <div className={`margin tone-${tone}`}>
      <div
        className="margin-track"
        role="meter"
        aria-label="Margin left before liquidation"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <span className="margin-left" style={{ width: `${percent}%` }} />
        {[MARGIN_CRITICAL, MARGIN_LOW].map((threshold) => (
          <span
            key={threshold}
            className="margin-threshold"
            style={{ left: `${threshold * 100}%` }}
            title={`${threshold * 100} %`}
          />
        ))}
      </div>
      <span>
        Margin left {percent} %{tone === 'bad' && ' ‼ liquidation is near'}
        {tone === 'warn' && ' ! low'}
      </span>
    </div>
  );
}
