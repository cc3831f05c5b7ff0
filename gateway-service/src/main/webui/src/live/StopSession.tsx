import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useState } from 'react';
import { stopSession } from '../connection/rest';
import { isOpen } from '../domain/profit';
import type { SessionView } from '../protocol/messages';
import { useDashboard } from '../store/selection';
import './StopSession.css';

const WHY_MAX = 200;

type Progress =
  { name: 'asking' } | { name: 'sent' } | { name: 'accepted' } | { name: 'failed'; detail: string };

/** Stops the session after a question. It stays open until the gateway accepted; the session's own state tells when it has stopped. */
export function StopSession({ session }: { session: SessionView }) {
  const [why, setWhy] = useState('');
  const [progress, setProgress] = useState<Progress>({ name: 'asking' });
  const positions = useDashboard((dashboard) => dashboard.positions);
  const open = Object.values(positions).filter(
    (position) => position.sessionId === session.sessionId && isOpen(position),
  ).length;

  const stop = async () => {
    setProgress({ name: 'sent' });
    try {
      await stopSession(session.sessionId, why.trim() || 'stopped by the trader');
      setProgress({ name: 'accepted' });
    } catch (failure) {
      setProgress({ name: 'failed', detail: failure instanceof Error ? failure.message : String(failure) });
    }
  };

  return (
    <AlertDialog.Root onOpenChange={() => setProgress({ name: 'asking' })}>
      <AlertDialog.Trigger className="button button-danger">Stop</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-backdrop" />
        <AlertDialog.Popup className="dialog">
          <AlertDialog.Title>Stop this {session.mode} session?</AlertDialog.Title>
          <AlertDialog.Description>
            Session <span className="mono">{session.sessionId}</span> opens nothing more; only exits are
            approved from then on.{' '}
            {open === 0
              ? 'No position is open.'
              : `${open} ${open === 1 ? 'position is' : 'positions are'} open; stopping closes ${open === 1 ? 'it' : 'them'} at the market.`}
          </AlertDialog.Description>
          <label>
            Reason, for the log
            <input value={why} maxLength={WHY_MAX} onChange={(event) => setWhy(event.target.value)} />
          </label>
          <p role="status" className={progress.name === 'failed' ? 'tone-bad' : 'tone-note'}>
            {progress.name === 'sent' && 'Asking the gateway …'}
            {progress.name === 'accepted' && 'Accepted. Its state will show when it has stopped.'}
            {progress.name === 'failed' && `Not stopped: ${progress.detail}`}
          </p>
          <div className="dialog-actions">
            <AlertDialog.Close className="button">
              {progress.name === 'accepted' ? 'Close' : 'Keep running'}
            </AlertDialog.Close>
            <button
              type="button"
              className="button button-danger"
              disabled={progress.name === 'sent' || progress.name === 'accepted'}
              onClick={() => void stop()}
            >
              Stop session
            </button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
