import { cancelOrder } from '../connection/rest';
import { AskButton } from '../parts/AskButton';
import { Question } from '../parts/Question';
import type { OrderState, OrderView } from '../protocol/messages';
import { useDashboard } from '../store/selection';

const OVER: ReadonlySet<OrderState> = new Set(['DENIED', 'FILLED', 'CANCELLED', 'REJECTED', 'EXPIRED']);

export function isOver({ state }: OrderView): boolean {
  return OVER.has(state);
}

/** Cancels an open order after a question; nothing for one that is over. */
export function CancelOrder({ order }: { order: OrderView }) {
  return isOver(order) ? null : <AskButton question={<CancelQuestion asked={order} />}>Cancel</AskButton>;
}

function CancelQuestion({ asked }: { asked: OrderView }) {
  const order = useDashboard(
    ({ orders }) => orders.find(({ orderId }) => orderId === asked.orderId) ?? asked,
  );
  return (
    <Question
      title={`Cancel this order of ${order.symbol}?`}
      keep="Let it run"
      confirm="Cancel order"
      refused="Not cancelled"
      accepted="Accepted. The order's state tells when it is cancelled."
      blocked={isOver(order)}
      act={() => cancelOrder(order.orderId)}
    >
      <p>
        Order <span className="mono">{order.orderId}</span> is {order.state}. What is filled until the venue
        hears of it stays.
      </p>
    </Question>
  );
}
