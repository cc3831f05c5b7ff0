import { cancelOrder } from '../connection/rest';
import { AskDialog } from '../parts/AskDialog';
import type { OrderState, OrderView } from '../protocol/messages';

const OVER: ReadonlySet<OrderState> = new Set(['DENIED', 'FILLED', 'CANCELLED', 'REJECTED', 'EXPIRED']);

export function isOver({ state }: OrderView): boolean {
  return OVER.has(state);
}

/** Cancels an open order after a question; nothing for one that is over. */
export function CancelOrder({ order }: { order: OrderView }) {
  return isOver(order) ? null : (
    <AskDialog
      trigger="Cancel"
      title={`Cancel this order of ${order.symbol}?`}
      keep="Let it run"
      confirm="Cancel order"
      refused="Not cancelled"
      accepted="Accepted. The order's state tells when it is cancelled."
      act={() => cancelOrder(order.orderId)}
    >
      <p>
        Order <span className="mono">{order.orderId}</span> is {order.state}. What is filled until the venue
        hears of it stays.
      </p>
    </AskDialog>
  );
}
