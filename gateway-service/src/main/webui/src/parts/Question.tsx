import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useId, useState, type ReactNode } from 'react';

const WHY_MAX = 200;

type Progress =
  { name: 'asking' } | { name: 'sent' } | { name: 'accepted' } | { name: 'failed'; detail: string };

interface Props {
  title: string;
  children: ReactNode;
  keep: string;
  confirm: string;
  /** Shown once the gateway accepted; it may go on telling what becomes of it. */
  accepted: ReactNode;
  refused: string;
  /** Absent when no reason is asked for. */
  defaultWhy?: string;
  /** Must be typed before the act: for what cannot be undone. */
  word?: string | undefined;
  /** Whether what was entered among the children cannot be asked for. */
  blocked?: boolean;
  act: (why: string) => Promise<void>;
}

/**
 * What an act does, and whether it shall be done. It stays open until the trader closes it, so that what becomes of it is seen there.
 *
 * @param act asks the gateway; a rejection is shown
 */
export function Question({
  title,
  children,
  keep,
  confirm,
  accepted,
  refused,
  defaultWhy,
  word,
  blocked = false,
  act,
}: Props) {
  const [why, setWhy] = useState('');
  const [typed, setTyped] = useState('');
  const [progress, setProgress] = useState<Progress>({ name: 'asking' });
  const wordId = useId();
  const isOver = progress.name === 'sent' || progress.name === 'accepted';
  const mayAct = !isOver && !blocked && (word === undefined || typed.trim().toUpperCase() === word);

  const ask = async () => {
    setProgress({ name: 'sent' });
    try {
      await act(why.trim() || (defaultWhy ?? ''));
      setProgress({ name: 'accepted' });
    } catch (failure) {
      setProgress({ name: 'failed', detail: failure instanceof Error ? failure.message : String(failure) });
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (mayAct) {
          void ask();
        }
      }}
    >
      <AlertDialog.Title>{title}</AlertDialog.Title>
      <AlertDialog.Description render={<div />}>{children}</AlertDialog.Description>
      {defaultWhy !== undefined && (
        <label>
          Reason, for the log
          <input value={why} maxLength={WHY_MAX} onChange={(event) => setWhy(event.target.value)} />
        </label>
      )}
      {word !== undefined && (
        <label htmlFor={wordId}>
          <span>
            Type <b>{word}</b> to confirm
          </span>
          <input
            id={wordId}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
      )}
      <div role="status" className={`dialog-status tone-${progress.name === 'failed' ? 'bad' : 'note'}`}>
        {progress.name === 'sent' && 'Asking the gateway …'}
        {progress.name === 'accepted' && accepted}
        {progress.name === 'failed' && `${refused}: ${progress.detail}`}
      </div>
      <div className="dialog-actions">
        <AlertDialog.Close className="button">
          {progress.name === 'accepted' ? 'Close' : keep}
        </AlertDialog.Close>
        <button
          type="submit"
          className={`button ${word === undefined ? '' : 'button-danger'}`}
          disabled={!mayAct}
        >
          {confirm}
        </button>
      </div>
    </form>
  );
}
