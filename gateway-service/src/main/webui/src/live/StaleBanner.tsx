import { duration } from '../domain/time';
import { useLink } from '../store/selection';
import './StaleBanner.css';

/** Covers a panel with grey while the gateway is not heard, and says how old is what it shows. */
export function StaleBanner({ panel }: { panel: string }) {
  const link = useLink();
  if (link.name === 'LIVE') {
    return null;
  }
  return (
    <div className="stale">
      <p>
        {link.silentMillis === 0
          ? 'Waiting for the gateway'
          : `Not live: this ${panel} is ${duration(link.silentMillis)} old`}
      </p>
    </div>
  );
}
