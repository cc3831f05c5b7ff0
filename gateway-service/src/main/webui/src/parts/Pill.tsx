import type { ReactNode } from 'react';
import type { Tone } from '../domain/words';

/** A state in a word, with its colour. */
export function Pill({
  tone,
  children,
  title,
}: {
  tone: Tone;
  children: ReactNode;
  title?: string | undefined;
}) {
  return (
    <span className={`pill tone-${tone}`} title={title}>
      {children}
    </span>
  );
}
