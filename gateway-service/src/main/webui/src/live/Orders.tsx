import { useMemo } from 'react';
import { exact, NOTHING } from '../domain/decimal';
import { ORDER_TONES, PURPOSE_NAMES, spoken } from '../domain/words';
import { DirectionText } from '../parts/DirectionText';
import { Pill } from '../parts/Pill';
import { columnsOf, VirtualTable } from '../parts/VirtualTable';
import type { OrderView } from '../protocol/messages';
import { useDashboard, useOfSession } from '../store/selection';
import { show, useView } from '../store/view';
import { useFormats } from './useFormats';
import { Slippage } from './Slippage';

const place = (order: OrderView) => order;
const column = columnsOf<OrderView>();

/** Every order that risk decided on, also the denied ones. */
export function Orders() {
  const rows = useOfSession(
    useDashboard((dashboard) => dashboard.orders),
    place,
  );
  const detail = useView((view) => view.detail);
  const columns = useColumns();
  return (
    <VirtualTable
      label="Orders"
      rows={rows}
      columns={columns}
      rowKey={(order) => order.orderId}
      selected={detail?.kind === 'order' ? detail.orderId : undefined}
      onOpen={(order) => show({ detail: { kind: 'order', orderId: order.orderId }, symbol: order.symbol })}
      empty={
        <>
          <strong>No order yet</strong>
          An order appears here when a strategy wants to enter or leave and risk has approved or denied it,
          each with all its checks.
        </>
      }
    />
  );
}

function useColumns() {
  const formats = useFormats();
  return useMemo(
    () =>
      column.columns([
        column.accessor((order) => Date.parse(order.createdAt), {
          id: 'time',
          header: 'Time',
          meta: { min: 78 },
          cell: ({ row: { original } }) => (
            <time dateTime={original.createdAt} title={original.createdAt}>
              {formats.time(original.createdAt)}
            </time>
          ),
        }),
        column.accessor('symbol', {
          header: 'Symbol',
          meta: { min: 108, grow: 1.2 },
          cell: ({ getValue }) => <b>{getValue()}</b>,
        }),
        column.accessor((order) => order.side ?? '', {
          id: 'side',
          header: 'Side',
          meta: { min: 70 },
          cell: ({ row: { original } }) =>
            original.side === undefined ? NOTHING : <DirectionText of={original.side} />,
        }),
        column.accessor('purpose', {
          header: 'Purpose',
          meta: { min: 106, grow: 1.1, wideOnly: true },
          cell: ({ getValue }) => PURPOSE_NAMES[getValue()],
        }),
        column.accessor('state', {
          header: 'State',
          meta: { min: 110, grow: 2.6 },
          cell: ({ row: { original } }) => (
            <>
              <Pill tone={ORDER_TONES[original.state]}>{original.state}</Pill>{' '}
              {original.reason !== undefined && (
                <span className="tone-quiet" title={original.reason}>
                  {spoken(original.reason)}
                </span>
              )}
            </>
          ),
        }),
        column.accessor((order) => Number(order.quantity ?? 0), {
          id: 'quantity',
          header: 'Quantity',
          meta: { min: 74, end: true, wideOnly: true },
          cell: ({ row: { original } }) =>
            original.quantity === undefined ? NOTHING : exact(original.quantity),
        }),
        column.accessor((order) => Number(order.filled), {
          id: 'filled',
          header: 'Filled',
          meta: { min: 64, end: true, wideOnly: true },
          cell: ({ row: { original } }) => exact(original.filled),
        }),
        column.accessor((order) => Number(order.averagePrice ?? 0), {
          id: 'average',
          header: 'Average price',
          meta: { min: 116, end: true, wideOnly: true },
          cell: ({ row: { original } }) => (
            <span title={original.averagePrice}>
              {formats.average(original.symbol, original.averagePrice)}
            </span>
          ),
        }),
        column.accessor((order) => Number(order.slippageBps ?? 0), {
          id: 'slippage',
          header: () => (
            <span title="Against the price that the strategy saw; positive is worse">Slippage, bps</span>
          ),
          meta: { min: 100, end: true, wideOnly: true },
          cell: ({ row: { original } }) => <Slippage bps={original.slippageBps} />,
        }),
      ]),
    [formats],
  );
}
