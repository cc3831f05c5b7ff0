import type Big from 'big.js';
import { exact, NOTHING, signed, signOf } from '../domain/decimal';
import type { Decimal } from '../protocol/messages';

const ARROWS = { '-1': '▼', '0': '', '1': '▲' } as const;
const TONES = { '-1': 'bad', '0': 'quiet', '1': 'good' } as const;

interface Props {
  value: Decimal | Big | undefined;
  decimals?: number;
  unit?: string;
  arrow?: boolean;
}

/** A gain or a loss: told by sign, arrow and colour. */
export function Gain({ value, decimals = 2, unit = '', arrow = true }: Props) {
  if (value === undefined) {
    return <span className="tone-quiet">{NOTHING}</span>;
  }
  const sign = signOf(value);
  return (
    <span className={`tone-${TONES[`${sign}`]}`} title={exact(value) + unit}>
      {arrow && sign !== 0 && <span aria-hidden="true">{ARROWS[`${sign}`]} </span>}
      {signed(value, decimals)}
      {unit}
    </span>
  );
}
