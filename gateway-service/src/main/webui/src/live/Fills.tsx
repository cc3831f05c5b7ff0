import { useMemo } from 'react';
import { fixed, usdt } from '../domain/decimal';
import { PURPOSE_NAMES } from '../domain/words';
import { DirectionText } from '../parts/DirectionText';
import { columnsOf, VirtualTable } from '../parts/VirtualTable';
import type { Envelope, FillRecorded } from '../protocol/messages';
import { useDashboard, useOfSession } from '../store/selection';
import { show } from '../store/view';
import { Slippage } from './Slippage';
import { useFormats } from './useFormats';

type Fill = Envelope<FillRecorded>;

const FEE_DECIMALS = 4;
const place = (fill: Fill) => fill.data;
const column = columnsOf<Fill>();

/** What the venue executed. */
export function Fills() {
  const rows = useOfSession(
    useDashboard((dashboard) => dashboard.fills),
    place,
  );
  const columns = useColumns();
  return (
    <VirtualTable
      label="Fills"
      rows={rows}
      columns={columns}
      rowKey={(fill) => fill.id}
      onOpen={(fill) =>
        show({ detail: { kind: 'order', orderId: fill.data.orderId }, symbol: fill.data.symbol })
      }
      empty={
        <>
          <strong>No fill yet</strong>
          Each execution by the venue appears here, with its fee and its slippage against the price that the
          strategy saw.
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
        column.accessor((fill) => Date.parse(fill.time), {
          id: 'time',
          header: 'Time',
          meta: { min: 110 },
          cell: ({ row: { original } }) => (
            <time dateTime={original.time} title={original.time}>
              {formats.timeMillis(original.time)}
            </time>
          ),
        }),
        column.accessor((fill) => fill.data.symbol, {
          id: 'symbol',
          header: 'Symbol',
          meta: { min: 106 },
          cell: ({ getValue }) => <b>{getValue()}</b>,
        }),
        column.accessor((fill) => fill.data.side, {
          id: 'side',
          header: 'Side',
          meta: { min: 66, grow: 0.7 },
          cell: ({ getValue }) => <DirectionText of={getValue()} />,
        }),
        column.accessor((fill) => fill.data.purpose, {
          id: 'purpose',
          header: 'Purpose',
          meta: { min: 106, wideOnly: true },
          cell: ({ getValue }) => PURPOSE_NAMES[getValue()],
        }),
        column.accessor((fill) => Number(fill.data.quantity), {
          id: 'quantity',
          header: 'Contracts (coins)',
          meta: { min: 110, grow: 1.3, end: true, wideOnly: true },
          cell: ({ row: { original } }) => formats.size(original.data.symbol, original.data.quantity),
        }),
        column.accessor((fill) => Number(fill.data.price), {
          id: 'price',
          header: 'Price',
          meta: { min: 104, end: true, wideOnly: true },
          cell: ({ row: { original } }) => formats.price(original.data.symbol, original.data.price),
        }),
        column.accessor((fill) => Number(fill.data.notional), {
          id: 'notional',
          header: 'Notional',
          meta: { min: 80, end: true, wideOnly: true },
          cell: ({ row: { original } }) => (
            <span title={original.data.notional}>{usdt(original.data.notional)}</span>
          ),
        }),
        column.accessor((fill) => Number(fill.data.fee), {
          id: 'fee',
          header: 'Fee',
          meta: { min: 70, end: true, wideOnly: true },
          cell: ({ row: { original } }) => (
            <span title={original.data.fee}>{fixed(original.data.fee, FEE_DECIMALS)}</span>
          ),
        }),
        column.accessor((fill) => Number(fill.data.slippageBps), {
          id: 'slippage',
          header: 'Slippage, bps',
          meta: { min: 90, end: true },
          cell: ({ row: { original } }) => <Slippage bps={original.data.slippageBps} />,
        }),
        column.accessor((fill) => String(fill.data.taker), {
          id: 'taker',
          header: 'Role',
          meta: { min: 60, grow: 0.6, wideOnly: true },
          cell: ({ row: { original } }) => (original.data.taker ? 'taker' : 'maker'),
        }),
      ]),
    [formats],
  );
}
