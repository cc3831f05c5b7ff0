import { useMemo } from 'react';
import { exact, NOTHING } from '../domain/decimal';
import { latencyMillis } from '../domain/latency';
import { ORDER_TONES, PURPOSE_NAMES, spoken } from '../domain/words';
import { Slippage } from '../live/Slippage';
import { useFormats } from '../live/useFormats';
import { DirectionText } from '../parts/DirectionText';
import { Pill } from '../parts/Pill';
import { columnsOf, VirtualTable } from '../parts/VirtualTable';
import type { OrderView } from '../protocol/messages';
import { show, useView } from '../store/view';
import { CancelOrder } from './CancelOrder';

const column = columnsOf<OrderView>();

interface Props {
  rows: readonly OrderView[];
  /** With the strategy, the latency and a button to cancel. */
  detailed?: boolean;
}

/** Orders that risk decided on, also the denied ones; a click explains one. */
export function OrderTable({ rows, detailed = false }: Props) {
  const detail = useView((view) => view.detail);
  const columns = useColumns(detailed);
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

const STRATEGY = column.accessor((order) => order.strategyId, {
  id: 'strategy',
  header: 'Strategy',
  meta: { min: 96, wideOnly: true },
});

const LATENCY = column.accessor((order) => latencyMillis(order) ?? -1, {
  id: 'latency',
  header: () => <span title="From the order to its first fill, or to the venue's answer">Latency, ms</span>,
  meta: { min: 90, end: true, wideOnly: true },
  cell: ({ getValue }) => (getValue() < 0 ? NOTHING : exact(String(getValue()))),
});

const CANCEL = column.display({
  id: 'cancel',
  header: () => <span className="unseen">Cancel</span>,
  meta: { min: 76, grow: 0.4, end: true },
  cell: ({ row: { original } }) => <CancelOrder order={original} />,
});

function useColumns(detailed: boolean) {
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
        ...(detailed ? [STRATEGY] : []),
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
        ...(detailed ? [LATENCY, CANCEL] : []),
      ]),
    [formats, detailed],
  );
}
