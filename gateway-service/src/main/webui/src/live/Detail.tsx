import { useEffect } from 'react';
import { useDashboard } from '../store/selection';
import { show, useView, type Detail as Subject } from '../store/view';
import { DetailFrame } from './DetailFrame';
import { OrderDetail } from './OrderDetail';
import { SignalDetail } from './SignalDetail';

/** What was clicked, explained: an order with its causes, or a signal with its conditions. */
export function Detail() {
  const detail = useView((view) => view.detail);
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) {
        show({ detail: undefined });
      }
    };
    window.addEventListener('keydown', closeOnEscape);
    return () => window.removeEventListener('keydown', closeOnEscape);
  }, []);
  return detail && <Explained detail={detail} />;
}

function Explained({ detail }: { detail: Subject }) {
  const order = useDashboard(({ orders }) =>
    detail.kind === 'order' ? orders.find(({ orderId }) => orderId === detail.orderId) : undefined,
  );
  const signal = useDashboard(({ signals }) =>
    detail.kind === 'signal' ? signals.find(({ id }) => id === detail.id) : undefined,
  );
  if (order !== undefined) {
    return <OrderDetail key={order.orderId} order={order} />;
  }
  if (signal !== undefined) {
    return <SignalDetail key={signal.id} signal={signal} />;
  }
  return (
    <DetailFrame title="Not loaded">
      <p className="detail-part">This {detail.kind} is older than what the page has loaded.</p>
    </DetailFrame>
  );
}
