import { useMemo } from 'react';
import { NOTHING, usdt } from '../domain/decimal';
import { isOpen, openedAt, unrealised, type Profit } from '../domain/profit';
import { duration } from '../domain/time';
import { DirectionText } from '../parts/DirectionText';
import { Gain } from '../parts/Gain';
import { columnsOf, VirtualTable } from '../parts/VirtualTable';
import type { Decimal, PositionView } from '../protocol/messages';
import { positionKey } from '../store/dashboard';
import { tapeTime, useDashboard, useOfSession } from '../store/selection';
import { show } from '../store/view';
import { useFormats } from './useFormats';

interface Row {
  position: PositionView;
  mark: Decimal | undefined;
  profit: Profit | undefined;
  /** Of the tape. */
  ageMillis: number | undefined;
}

const place = (position: PositionView) => position;
const column = columnsOf<Row>();

/** What is held, open positions first; profit follows the mark price as it comes. */
export function Positions() {
  const all = useDashboard((dashboard) => dashboard.positions);
  const markets = useDashboard((dashboard) => dashboard.markets);
  const instruments = useDashboard((dashboard) => dashboard.instruments);
  const fills = useDashboard((dashboard) => dashboard.fills);
  const tapeNow = useDashboard(tapeTime);
  const list = useMemo(
    () => Object.values(all).sort((one, other) => Date.parse(other.updatedAt) - Date.parse(one.updatedAt)),
    [all],
  );
  const positions = useOfSession(list, place);
  const rows = useMemo(
    () =>
      positions
        .map((position): Row => {
          const mark = markets[position.symbol]?.mark ?? position.mark;
          const opened = isOpen(position) ? openedAt(position, fills) : undefined;
          return {
            position,
            mark,
            profit: isOpen(position) ? unrealised(position, mark, instruments[position.symbol]) : undefined,
            ageMillis:
              opened === undefined || tapeNow === undefined
                ? undefined
                : Date.parse(tapeNow) - Date.parse(opened),
          };
        })
        .sort((one, other) => Number(isOpen(other.position)) - Number(isOpen(one.position))),
    [positions, markets, instruments, fills, tapeNow],
  );
  const columns = useColumns();
  return (
    <VirtualTable
      label="Positions"
      rows={rows}
      columns={columns}
      rowKey={({ position }) => positionKey(position)}
      isDim={({ position }) => !isOpen(position)}
      onOpen={({ position }) => show({ symbol: position.symbol })}
      empty={
        <>
          <strong>No position yet</strong>
          One appears here with the first fill after an entry (Z1), with its profit at the mark price and
          whether the venue agrees.
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
        column.accessor(({ position }) => position.symbol, {
          id: 'symbol',
          header: 'Symbol',
          meta: { min: 108, grow: 1.2 },
          cell: ({ getValue }) => <b>{getValue()}</b>,
        }),
        column.accessor(({ position }) => position.direction, {
          id: 'side',
          header: 'Side',
          meta: { min: 76, grow: 0.6 },
          cell: ({ row: { original } }) =>
            isOpen(original.position) ? <DirectionText of={original.position.direction} /> : 'closed',
        }),
        column.accessor(({ position }) => Number(position.quantity), {
          id: 'size',
          header: () => <span title="Contracts, and the coins that they hold">Size (coins)</span>,
          meta: { min: 130, grow: 1.2, end: true, wideOnly: true },
          cell: ({ row: { original } }) =>
            isOpen(original.position)
              ? formats.size(original.position.symbol, original.position.quantity)
              : NOTHING,
        }),
        column.accessor(({ position }) => position.leverage, {
          id: 'leverage',
          header: 'Lev.',
          meta: { min: 44, grow: 0.5, end: true, wideOnly: true },
          cell: ({ getValue }) => (getValue() > 0 ? `${getValue()}×` : NOTHING),
        }),
        column.accessor(({ position }) => Number(position.averageEntryPrice ?? 0), {
          id: 'entry',
          header: 'Entry',
          meta: { min: 104, end: true, wideOnly: true },
          cell: ({ row: { original } }) => (
            <span title={original.position.averageEntryPrice}>
              {formats.average(original.position.symbol, original.position.averageEntryPrice)}
            </span>
          ),
        }),
        column.accessor(({ mark }) => Number(mark ?? 0), {
          id: 'mark',
          header: 'Mark',
          meta: { min: 106, end: true, wideOnly: true },
          cell: ({ row: { original } }) => formats.price(original.position.symbol, original.mark),
        }),
        column.accessor(({ profit }) => Number(profit?.amount ?? 0), {
          id: 'unrealised',
          header: 'Unrealised',
          meta: { min: 88, end: true },
          cell: ({ row: { original } }) => <Gain value={original.profit?.amount} />,
        }),
        column.accessor(({ profit }) => Number(profit?.percentOfMargin ?? 0), {
          id: 'percent',
          header: () => (
            <span title="Unrealised profit as a share of the margin that the entry took">% of margin</span>
          ),
          meta: { min: 82, end: true, wideOnly: true },
          cell: ({ row: { original } }) => (
            <Gain value={original.profit?.percentOfMargin} unit=" %" arrow={false} />
          ),
        }),
        column.accessor(({ position }) => Number(position.realised), {
          id: 'realised',
          header: () => <span title="Since the session started, net of fees">Realised</span>,
          meta: { min: 82, end: true },
          cell: ({ row: { original } }) => <Gain value={original.position.realised} />,
        }),
        column.accessor(({ position }) => Number(position.fees), {
          id: 'fees',
          header: 'Fees',
          meta: { min: 62, grow: 0.7, end: true, wideOnly: true },
          cell: ({ row: { original } }) => (
            <span title={original.position.fees}>{usdt(original.position.fees)}</span>
          ),
        }),
        column.accessor(({ position }) => Number(position.venue?.liquidationPrice ?? 0), {
          id: 'liquidation',
          header: 'Liquidation',
          meta: { min: 92, end: true, wideOnly: true },
          cell: ({ row: { original } }) =>
            isOpen(original.position)
              ? formats.price(original.position.symbol, original.position.venue?.liquidationPrice)
              : NOTHING,
        }),
        column.accessor(({ position }) => String(position.agrees), {
          id: 'agrees',
          header: 'Venue agrees',
          meta: { min: 88, wideOnly: true },
          cell: ({ row: { original } }) => <Agreement position={original.position} />,
        }),
        column.accessor(({ ageMillis }) => ageMillis ?? 0, {
          id: 'age',
          header: () => <span title="Time on the tape since the entry was filled">Age</span>,
          meta: { min: 84, end: true, wideOnly: true },
          cell: ({ row: { original } }) =>
            original.ageMillis === undefined ? NOTHING : duration(original.ageMillis),
        }),
      ]),
    [formats],
  );
}

export function Agreement({ position }: { position: PositionView }) {
  if (position.venue === undefined) {
    return <span className="tone-quiet">not asked yet</span>;
  }
  return position.agrees ? (
    <span className="tone-good">✓ yes</span>
  ) : (
    <span
      className="tone-bad"
      title={`The venue has ${position.venue.quantity}, the fills make ${position.quantity}`}
    >
      ✗ no, has {position.venue.quantity}
    </span>
  );
}
