import type { Direction, Side } from '../protocol/messages';

/** LONG or BUY, SHORT or SELL: told by word, arrow and colour. */
export function DirectionText({ of }: { of: Direction | Side }) {
  const up = of === 'LONG' || of === 'BUY';
  return (
    <span className={up ? 'tone-good' : 'tone-bad'}>
      <span aria-hidden="true">{up ? '▲' : '▼'}</span> {of}
    </span>
  );
}
