import Big from 'big.js';
import type { Decimal, OrderView, PositionView, StrategyDefinition } from '../protocol/messages';
import { exact } from './decimal';
import { isOpen } from './profit';

/** A price that matters to an open position. */
export interface Level {
  kind: 'entry' | 'stop' | 'target' | 'liquidation';
  price: Decimal;
  title: string;
}

/**
 * Returns the levels of the open positions of a symbol: where they were entered, where the venue's protective stop is, where their strategy
 * takes profit, and where the venue would liquidate them, as far as each is known.
 *
 * @param orders newest first
 */
export function levelsOf(
  positions: readonly PositionView[],
  orders: readonly OrderView[],
  sessionId: string | undefined,
  symbol: string,
  strategies: readonly StrategyDefinition[] = [],
): Level[] {
  return positions
    .filter((position) => position.sessionId === sessionId && position.symbol === symbol && isOpen(position))
    .flatMap((position) => [
      ...level('entry', position.averageEntryPrice, `${position.direction} ${exact(position.quantity)}`),
      ...level('stop', protectiveStop(position, orders), 'Stop'),
      ...level('target', takeProfit(position, strategies), 'Target'),
      ...level('liquidation', position.venue?.liquidationPrice, 'Liquidation'),
    ]);
}

/** Returns the stop of the newest entry order that filled anything of the position. */
export function protectiveStop(position: PositionView, orders: readonly OrderView[]): Decimal | undefined {
  return orders.find(
    (order) =>
      order.sessionId === position.sessionId &&
      order.symbol === position.symbol &&
      order.direction === position.direction &&
      order.purpose === 'ENTRY' &&
      Number(order.filled) > 0,
  )?.stopLossPrice;
}

/** Returns the price at which the position's strategy takes profit; absent when it does not by price alone. */
export function takeProfit(
  position: PositionView,
  strategies: readonly StrategyDefinition[],
): Decimal | undefined {
  const bps = strategies.find(({ id }) => id === position.strategyId)?.takeProfitBps;
  const entry = position.averageEntryPrice;
  if (bps === undefined || entry === undefined) {
    return undefined;
  }
  const share = new Big(position.direction === 'LONG' ? bps : -bps).div(10_000);
  return new Big(entry).times(share.plus(1)).toFixed();
}

function level(kind: Level['kind'], price: Decimal | undefined, title: string): Level[] {
  return price === undefined ? [] : [{ kind, price, title }];
}
