import Big from 'big.js';
import type { Decimal, PositionView } from '../protocol/messages';
import type { Tone } from './words';

/** Shares of a position's margin that may still be lost before liquidation, below which it is dangerous. */
export const MARGIN_LOW = 0.3;
export const MARGIN_CRITICAL = 0.15;

/** Returns by how much the mark may move against the position before it is liquidated, in per cent of the mark. */
export function liquidationDistance(position: PositionView, mark: Decimal | undefined): Big | undefined {
  const liquidation = position.venue?.liquidationPrice;
  if (liquidation === undefined || mark === undefined || Number(mark) === 0) {
    return undefined;
  }
  const fall = new Big(mark).minus(liquidation).div(mark).times(100);
  return position.direction === 'LONG' ? fall : fall.neg();
}

/** Returns the share of the position's margin that may still be lost before liquidation, 0 to 1, as the venue last said. */
export function marginLeft(position: PositionView): number | undefined {
  const used = position.venue?.marginRatio;
  return used === undefined ? undefined : Math.min(1, Math.max(0, 1 - Number(used)));
}

export function marginTone(left: number): Tone {
  return left < MARGIN_CRITICAL ? 'bad' : left < MARGIN_LOW ? 'warn' : 'good';
}

/** Returns the whole contracts of a per cent of a position, at least one. */
export function partOf(quantity: Decimal, percent: number): Decimal {
  const part = new Big(quantity).times(percent).div(100).round(0, Big.roundDown);
  return (part.lt(1) ? new Big(1) : part).toFixed();
}

/** Says what is wrong with the contracts to close, nothing when they can be. */
export function closeFault(text: string, held: Decimal): string | undefined {
  if (!/^\d{1,12}$/.test(text) || Number(text) === 0) {
    return 'must be whole contracts, at least 1';
  }
  return new Big(text).gt(held) ? `must be at most ${held}` : undefined;
}
