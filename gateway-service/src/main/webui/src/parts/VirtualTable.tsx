import {
  createColumnHelper,
  createSortedRowModel,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type KeyboardEvent, type ReactNode, type SyntheticEvent } from 'react';
import { useNarrow } from './useNarrow';
import './VirtualTable.css';

/** How a column fits into the width: at least `min` pixels, and `grow` shares of what is left. */
interface Fit {
  min: number;
  grow?: number;
  end?: boolean;
  /** Left out on a phone. */
  wideOnly?: boolean;
}

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnMeta: metaHelper<Fit>(),
});

const ROW_HEIGHT = 30;
const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;
const SORT_ARROWS = { asc: ' ↑', desc: ' ↓' } as const;

export type Columns<T extends object> = ColumnDef<typeof features, T>[];

/** Makes the columns of a table of `T`: what is sorted by comes from the accessor, what is shown from `cell`. */
export function columnsOf<T extends object>() {
  return createColumnHelper<typeof features, T>();
}

interface Props<T extends object> {
  label: string;
  rows: readonly T[];
  columns: Columns<T>;
  rowKey: (row: T) => string;
  empty: ReactNode;
  selected?: string | undefined;
  onOpen?: (row: T) => void;
  isDim?: (row: T) => boolean;
}

/** A table that stays smooth with thousands of rows: only those in sight are drawn. The order of `rows` holds until a column is chosen. */
export function VirtualTable<T extends object>(props: Props<T>) {
  const { label, rows, columns, rowKey, empty, selected, onOpen, isDim } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const table = useTable({ features, columns, data: rows, getRowId: rowKey });
  const sorted = table.getRowModel().rows;
  // The virtualizer is used in this component alone, so the compiler's worry about stale memoised callers does not apply.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => sorted[index]?.id ?? index,
    overscan: 8,
  });
  const isShown = (fit: Fit | undefined) => !(narrow && fit?.wideOnly === true);
  const fits = columns.map((column) => column.meta).filter((fit) => fit !== undefined && isShown(fit));
  const grid = {
    gridTemplateColumns: fits.map((fit) => `minmax(${fit?.min ?? 0}px, ${fit?.grow ?? 1}fr)`).join(' '),
    minWidth: fits.reduce((sum, fit) => sum + (fit?.min ?? 0), 0),
  };

  if (rows.length === 0) {
    return <div className="table-empty">{empty}</div>;
  }
  return (
    <div className="table" ref={scroller}>
      <div role="table" aria-label={label} aria-rowcount={sorted.length + 1}>
        <div role="rowgroup" className="table-head" style={{ minWidth: grid.minWidth }}>
          {table.getHeaderGroups().map((group) => (
            <div role="row" aria-rowindex={1} className="table-row" style={grid} key={group.id}>
              {group.headers
                .filter(({ column }) => isShown(column.columnDef.meta))
                .map((header) => {
                  const order = header.column.getIsSorted();
                  return (
                    <div
                      role="columnheader"
                      key={header.id}
                      className={
                        header.column.columnDef.meta?.end === true
                          ? 'table-heading table-end'
                          : 'table-heading'
                      }
                      aria-sort={order === false ? 'none' : ARIA_SORT[order]}
                    >
                      {header.column.getCanSort() ? (
                        <button type="button" onClick={header.column.getToggleSortingHandler()}>
                          <table.FlexRender header={header} />
                          {order !== false && <span aria-hidden="true">{SORT_ARROWS[order]}</span>}
                        </button>
                      ) : (
                        <table.FlexRender header={header} />
                      )}
                    </div>
                  );
                })}
            </div>
          ))}
        </div>
        <div
          role="rowgroup"
          className="table-body"
          style={{ height: virtualizer.getTotalSize(), minWidth: grid.minWidth }}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const row = sorted[item.index];
            return (
              row !== undefined && (
                <div
                  role="row"
                  key={row.id}
                  aria-rowindex={item.index + 2}
                  aria-current={row.id === selected}
                  className={isDim?.(row.original) === true ? 'table-row table-dim' : 'table-row'}
                  style={{ ...grid, transform: `translateY(${item.start}px)` }}
                  {...(onOpen && opening(() => onOpen(row.original)))}
                >
                  {row
                    .getAllCells()
                    .filter(({ column }) => isShown(column.columnDef.meta))
                    .map((cell) => (
                      <div
                        role="cell"
                        key={cell.id}
                        className={
                          cell.column.columnDef.meta?.end === true ? 'table-cell table-end' : 'table-cell'
                        }
                      >
                        <table.FlexRender cell={cell} />
                      </div>
                    ))}
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** A row that opens with a click, Enter or the space bar; what a button in it, or a dialog of that button, gets is not meant for the row. */
function opening(open: () => void) {
  const isMeant = ({ target, currentTarget }: SyntheticEvent) =>
    target instanceof Element && currentTarget.contains(target) && target.closest('button') === null;
  return {
    tabIndex: 0,
    onClick: (event: SyntheticEvent) => {
      if (isMeant(event)) {
        open();
      }
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (isMeant(event) && (event.key === 'Enter' || event.key === ' ')) {
        event.preventDefault();
        open();
      }
    },
  };
}
