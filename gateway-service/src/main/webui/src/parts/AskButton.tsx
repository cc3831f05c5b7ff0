import type { ReactElement } from 'react';
import { ask } from '../store/question';

interface Props {
  children: string;
  /** What it does, for who points at it. */
  hint?: string;
  disabled?: boolean;
  danger?: boolean;
  question: ReactElement;
}

/** A button whose act needs a second look: it asks a {@link Question} first. */
export function AskButton({ children, hint, disabled = false, danger = true, question }: Props) {
  return (
    <button
      type="button"
      className={danger ? 'button button-danger' : 'button'}
      disabled={disabled}
      title={hint}
      onClick={() => ask(question)}
    >
      {children}
    </button>
  );
}
