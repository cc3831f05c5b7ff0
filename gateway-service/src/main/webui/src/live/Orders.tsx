import { OrderTable } from '../orders/OrderTable';
import type { OrderView } from '../protocol/messages';
import { useDashboard, useOfSession } from '../store/selection';

const place = (order: OrderView) => order;

/** The orders of the session. */
export function Orders() {
  return (
    <OrderTable
      rows={useOfSession(
        useDashboard((dashboard) => dashboard.orders),
        place,
      )}
    />
  );
}
