import Big from 'big.js';
import type { Decimal } from '../protocol/messages';

/** Shown where there is no value. */
export const NOTHING = '–';
const MINUS = '\u2212';
const USDT_DECIMALS = 2;

/** Returns how many digits a price of this tick has after the point: 2 for "0.05", 0 for "5". */
export function decimalsOf(tick: Decimal): number {
  const point = tick.indexOf('.');
  return point < 0 ? 0 : tick.length - point - 1;
}

/** Returns the value with exactly `decimals` digits after the point, rounded half up, in groups of three. */
export function fixed(value: Decimal | Big, decimals: number): string {
  return grouped(new Big(value).toFixed(decimals, Big.roundHalfUp));
}

/** Returns the value with all its digits, in groups of three. */
export function exact(value: Decimal | Big): string {
  return grouped(new Big(value).toFixed());
}

/** Returns the value as `fixed` does, with its sign, also when positive. Zero has none. */
export function signed(value: Decimal | Big, decimals: number): string {
  const rounded = new Big(value).round(decimals, Big.roundHalfUp);
  return (rounded.gt(0) ? '+' : '') + fixed(rounded, decimals);
}

export function usdt(value: Decimal | Big): string {
  return fixed(value, USDT_DECIMALS);
}

export function signedUsdt(value: Decimal | Big): string {
  return signed(value, USDT_DECIMALS);
}

export function signOf(value: Decimal | Big): -1 | 0 | 1 {
  const big = new Big(value);
  return big.gt(0) ? 1 : big.lt(0) ? -1 : 0;
}

/** Returns an indicator's value, which is a number and no exact decimal, with six significant digits at most. */
export function measure(value: number): string {
  return grouped(String(Number(value.toPrecision(6))));
}

function grouped(plain: string): string {
  const [whole = '', fraction] = plain.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',').replace('-', MINUS);
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}
