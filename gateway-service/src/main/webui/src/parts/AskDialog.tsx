import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useState, type ReactNode } from 'react';
import './AskDialog.css';

const WHY_MAX = 200;

type Progress =
  { name: 'asking' } | { name: 'sent' } | { name: 'accepted' } | { name: 'failed'; detail: string };

/**
 * A button whose act needs a second look and a reason. The question stays open until the gateway accepted; what becomes of it shows elsewhere.
 *
 * @param word what has to be typed before the act, where it needs more than a look
 * @param act asks the gateway; a rejection is shown
 */
export function AskDialog({
  trigger,
  title,
  children,
  keep,
  confirm,
  accepted,
  refused,
  defaultWhy,
  word,
  act,
}: {
  trigger: string;
  title: string;
  children: ReactNode;
  keep: string;
  confirm: string;
  accepted: string;
  refused: string;
  defaultWhy: string;
  word?: string | undefined;
  act: (why: string) => Promise<void>;
}) {
  const [why, setWhy] = useState('');
  const [typed, setTyped] = useState('');
  const [progress, setProgress] = useState<Progress>({ name: 'asking' });

  const ask = async () => {
    setProgress({ name: 'sent' });
    try {
      await act(why.trim() || defaultWhy);
      setProgress({ name: 'accepted' });
    } catch (failure) {
      setProgress({ name: 'failed', detail: failure instanceof Error ? failure.message : String(failure) });
    }
  };

  return (
    <AlertDialog.Root
      onOpenChange={() => {
        setProgress({ name: 'asking' });
        setTyped('');
      }}
    >
      <AlertDialog.Trigger className="button button-danger">{trigger}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-backdrop" />
        <AlertDialog.Popup className="dialog">
          <AlertDialog.Title>{title}</AlertDialog.Title>
          <AlertDialog.Description>{children}</AlertDialog.Description>
          <label>
            Reason, for the log
            <input value={why} maxLength={WHY_MAX} onChange={(event) => setWhy(event.target.value)} />
          </label>
          {word !== undefined && (
            <label>
              Type {word} to confirm
              <input
                value={typed}
                maxLength={word.length}
                autoComplete="off"
                onChange={(event) => setTyped(event.target.value)}
              />
            </label>
          )}
          <p role="status" className={progress.name === 'failed' ? 'tone-bad' : 'tone-note'}>
            {progress.name === 'sent' && 'Asking the gateway …'}
            {progress.name === 'accepted' && accepted}
            {progress.name === 'failed' && `${refused}: ${progress.detail}`}
          </p>
          <div className="dialog-actions">
            <AlertDialog.Close className="button">
              {progress.name === 'accepted' ? 'Close' : keep}
            </AlertDialog.Close>
            <button
              type="button"
              className="button button-danger"
              disabled={progress.name === 'sent' || progress.name === 'accepted' || typed !== (word ?? '')}
              onClick={() => void ask()}
            >
              {confirm}
            </button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
