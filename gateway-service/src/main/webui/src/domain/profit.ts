import Big from 'big.js';
import type { Decimal, Envelope, FillRecorded, Instrument, PositionView } from '../protocol/messages';

export interface Profit {
  amount: Big;
  /** Of the margin that the entry took, in per cent; absent when the margin is not known. */
  percentOfMargin?: Big;
}

/**
 * Returns what the position would gain at this mark price before fees: (mark - entry) x contracts x contract size, negated for a short one.
 * Exact. Absent while entry, mark or the instrument is not known.
 */
export function unrealised(
  position: PositionView,
  mark: Decimal | undefined,
  instrument: Instrument | undefined,
): Profit | undefined {
  if (position.averageEntryPrice === undefined || mark === undefined || instrument === undefined) {
    return undefined;
  }
  const coins = coinsOf(position.quantity, instrument);
  const risen = new Big(mark).minus(position.averageEntryPrice).times(coins);
  const amount = position.direction === 'SHORT' ? risen.neg() : risen;
  const notional = coins.times(position.averageEntryPrice);
  // The leverage is 0 until the venue was asked for the position.
  if (position.leverage <= 0 || notional.lte(0)) {
    return { amount };
  }
  return { amount, percentOfMargin: amount.times(position.leverage).div(notional).times(100) };
}

export function coinsOf(quantity: Decimal, instrument: Instrument): Big {
  return new Big(quantity).times(instrument.contractSize);
}

export function isOpen(position: PositionView): boolean {
  return Number(position.quantity) !== 0;
}

/**
 * Returns when the position was opened: the time of the first entry fill after the last fill that is not one. Absent when the loaded fills
 * hold no entry.
 *
 * @param fills newest first
 */
export function openedAt(
  position: PositionView,
  fills: readonly Envelope<FillRecorded>[],
): string | undefined {
  let opened: string | undefined;
  for (const { data, time } of fills) {
    if (
      data.sessionId !== position.sessionId ||
      data.symbol !== position.symbol ||
      data.direction !== position.direction
    ) {
      continue;
    }
    if (data.purpose !== 'ENTRY') {
      if (opened !== undefined) {
        return opened;
      }
      continue;
    }
    opened = time;
  }
  return opened;
}
