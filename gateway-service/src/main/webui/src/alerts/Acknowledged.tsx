import { useState } from 'react';
import { acknowledgeAlert } from '../connection/rest';
import { useFormats } from '../live/useFormats';

/** Who acknowledged an alert, or the button that does; it waits until the log says so. */
export function Acknowledged({
  alertId,
  by,
}: {
  alertId: string;
  by: { by: string; at: string } | undefined;
}) {
  const formats = useFormats();
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<string>();
  if (by !== undefined) {
    return (
      <span className="tone-quiet" title={by.at}>
        ✓ {by.by} {formats.time(by.at)}
      </span>
    );
  }
  const acknowledge = async () => {
    setAsked(true);
    setFailure(undefined);
    try {
      await acknowledgeAlert(alertId);
    } catch (refused) {
      setFailure(refused instanceof Error ? refused.message : String(refused));
      setAsked(false);
    }
  };
  return (
    <button
      type="button"
      className="button button-small"
      disabled={asked}
      title={failure}
      onClick={() => void acknowledge()}
    >
      {failure === undefined ? 'Acknowledge' : 'Refused, again?'}
    </button>
  );
}
