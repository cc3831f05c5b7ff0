import Big from 'big.js';
import type { Side, Trade } from '../protocol/messages';

/** So many trades of one taker within a millisecond went through several levels: somebody was in a hurry. */
const RUSH_TRADES = 3;

/** What one taker order did: trades of the same side and millisecond. */
export interface Sweep {
  key: string;
  at: string;
  takerSide: Side;
  trades: number;
  quantity: Big;
  /** The last price that it reached. */
  price: string;
  isRush: boolean;
}

/** @param trades newest first */
export function sweepsOf(trades: readonly Trade[]): Sweep[] {
  const sweeps: Sweep[] = [];
  for (const trade of trades) {
    const last = sweeps.at(-1);
    if (last?.at === trade.at && last.takerSide === trade.takerSide) {
      last.trades += 1;
      last.quantity = last.quantity.plus(trade.quantity);
      last.isRush = last.trades >= RUSH_TRADES;
    } else {
      sweeps.push({
        key: `${trade.at}/${trade.tradeId}`,
        at: trade.at,
        takerSide: trade.takerSide,
        trades: 1,
        quantity: new Big(trade.quantity),
        price: trade.price,
        isRush: false,
      });
    }
  }
  return sweeps;
}

/** Returns the share of the contracts that takers bought, 0 to 1, absent without trades. */
export function boughtShare(trades: readonly Trade[]): number | undefined {
  let bought = new Big(0);
  let all = new Big(0);
  for (const { quantity, takerSide } of trades) {
    all = all.plus(quantity);
    bought = takerSide === 'BUY' ? bought.plus(quantity) : bought;
  }
  return all.eq(0) ? undefined : bought.div(all).toNumber();
}
