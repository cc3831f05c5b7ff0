import type { Decimal, OrderView, PositionView } from '../protocol/messages';
import { exact } from './decimal';
import { isOpen } from './profit';

/** A price that matters to an open position. */
export interface Level {
  kind: 'entry' | 'stop' | 'liquidation';
  price: Decimal;
  title: string;
}

/**
 * Returns the levels of the open positions of a symbol: where they were entered, where the venue's protective stop is, and where the venue
 * would liquidate them, as far as each is known.
 *
 * @param orders newest first
 */
export function levelsOf(
  positions: readonly PositionView[],
  orders: readonly OrderView[],
  sessionId: string | undefined,
  symbol: string,
): Level[] {
  return positions
    .filter((position) => position.sessionId === sessionId && position.symbol === symbol && isOpen(position))
    .flatMap((position) => [
      ...level('entry', position.averageEntryPrice, `${position.direction} ${exact(position.quantity)}`),
      ...level('stop', protectiveStop(position, orders), 'Stop'),
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

function level(kind: Level['kind'], price: Decimal | undefined, title: string): Level[] {
  return price === undefined ? [] : [{ kind, price, title }];
}
