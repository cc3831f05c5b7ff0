import { useEffect, useMemo, useState } from 'react';
import { cancelOrders, fetchOrders } from '../connection/rest';
import { PURPOSE_NAMES } from '../domain/words';
import { AskButton } from '../parts/AskButton';
import { Filter } from '../parts/Filter';
import { Question } from '../parts/Question';
import { Screen } from '../shell/Screen';
import type { OrderView, Purpose } from '../protocol/messages';
import { useDashboard, useSession } from '../store/selection';
import { isOver } from './CancelOrder';
import { OrderTable } from './OrderTable';

type By = 'sessionId' | 'symbol' | 'strategyId' | 'state' | 'purpose';

const NAMES: readonly (readonly [By, string])[] = [
  ['sessionId', 'Session'],
  ['symbol', 'Symbol'],
  ['strategyId', 'Strategy'],
  ['state', 'State'],
  ['purpose', 'Purpose'],
];

/** Every order that the gateway remembers, narrowed by what the trader chooses. */
export function OrdersScreen() {
  const sessionId = useSession()?.sessionId ?? '';
  const [chosen, setChosen] = useState<Partial<Record<By, string>>>({});
  const wanted = useMemo((): Partial<Record<By, string>> => ({ sessionId, ...chosen }), [sessionId, chosen]);
  const orders = useOrders();
  const rows = useMemo(
    () => orders.filter((order) => NAMES.every(([by]) => !wanted[by] || order[by] === wanted[by])),
    [orders, wanted],
  );
  const options = useMemo(
    () =>
      Object.fromEntries(
        NAMES.map(([by]) => [by, [...new Set(orders.map((order) => order[by]))].sort()]),
      ) as Record<By, string[]>,
    [orders],
  );
  return (
    <Screen
      title="Orders"
      fills
      bar={
        <>
          {NAMES.map(([by, name]) => (
            <Filter
              key={by}
              name={name}
              value={wanted[by] ?? ''}
              options={options[by]}
              {...(by === 'purpose' && { say: (option: string) => PURPOSE_NAMES[option as Purpose] })}
              onChange={(value) => setChosen((before) => ({ ...before, [by]: value }))}
            />
          ))}
          <span className="screen-bar-end">
            <span className="tone-quiet">
              {rows.length} of {orders.length}
            </span>
            <CancelAll orders={orders} sessionId={sessionId} />
          </span>
        </>
      }
    >
      <OrderTable rows={rows} detailed />
    </Screen>
  );
}

function CancelAll({ orders, sessionId }: { orders: readonly OrderView[]; sessionId: string }) {
  const open = orders.filter((order) => order.sessionId === sessionId && !isOver(order)).length;
  return (
    <AskButton disabled={open === 0} question={<CancelAllQuestion sessionId={sessionId} open={open} />}>
      {`Cancel all (${open})`}
    </AskButton>
  );
}

function CancelAllQuestion({ sessionId, open }: { sessionId: string; open: number }) {
  const [asked, setAsked] = useState(0);
  return (
    <Question
      title="Cancel every open order?"
      keep="Let them run"
      confirm="Cancel all"
      refused="Not cancelled"
      accepted={`Accepted for ${asked} orders. Their states tell when they are cancelled.`}
      act={async () => setAsked(await cancelOrders(sessionId))}
    >
      <p>
        Session <span className="mono">{sessionId}</span> has {open} open {open === 1 ? 'order' : 'orders'}.
        Exits among them are cancelled too; positions stay open.
      </p>
    </Question>
  );
}

/** Returns the orders that the page was told of, and the older ones that the gateway still has. */
function useOrders(): readonly OrderView[] {
  const told = useDashboard((dashboard) => dashboard.orders);
  const [older, setOlder] = useState<readonly OrderView[]>([]);
  useEffect(() => {
    const aborter = new AbortController();
    fetchOrders(aborter.signal).then(setOlder, () => {
      // What the page was told of stays; the connection's state says why there is no more.
    });
    return () => aborter.abort();
  }, []);
  return useMemo(() => {
    const known = new Set(told.map(({ orderId }) => orderId));
    return [...told, ...older.filter(({ orderId }) => !known.has(orderId))];
  }, [told, older]);
}
