import { useMemo } from 'react';
import { measure } from '../domain/decimal';
import { holdText, OPERATOR_SIGNS, pauseText, spoken, STATE_NAMES } from '../domain/words';
import { DirectionText } from '../parts/DirectionText';
import { SectionBadge } from '../parts/SectionBadge';
import { columnsOf, VirtualTable } from '../parts/VirtualTable';
import { isNearMiss, isSignal, type ConditionResult, type SignalEnvelope } from '../protocol/messages';
import { useDashboard, useOfSession } from '../store/selection';
import { show, useView } from '../store/view';
import { useFormats } from './useFormats';

const place = (signal: SignalEnvelope) => signal.data;
const column = columnsOf<SignalEnvelope>();

/** What the strategies of the session decided: sections that fired with the values they saw, and transitions with their reason. */
export function Signals() {
  return (
    <SignalTable
      rows={useOfSession(
        useDashboard((dashboard) => dashboard.signals),
        place,
      )}
    />
  );
}

export function SignalTable({ rows }: { rows: readonly SignalEnvelope[] }) {
  const detail = useView((view) => view.detail);
  const columns = useColumns();
  return (
    <VirtualTable
      label="Signals"
      rows={rows}
      columns={columns}
      rowKey={(signal) => signal.id}
      selected={detail?.kind === 'signal' ? detail.id : undefined}
      onOpen={(signal) => show({ detail: { kind: 'signal', id: signal.id }, symbol: signal.data.symbol })}
      isDim={(signal) => !isSignal(signal)}
      empty={
        <>
          <strong>No signal yet</strong>A line appears here whenever a section of a strategy fires (S1, O1,
          Z1, ZE1, E1), a strategy changes its state or nearly entered, with the indicator values that caused
          it.
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
        column.accessor((signal) => Date.parse(signal.time), {
          id: 'time',
          header: 'Time',
          meta: { min: 110, grow: 0.5 },
          cell: ({ row: { original } }) => (
            <time dateTime={original.time} title={original.time}>
              {formats.timeMillis(original.time)}
            </time>
          ),
        }),
        column.accessor((signal) => (isSignal(signal) ? signal.data.section : ''), {
          id: 'section',
          header: 'Section',
          meta: { min: 58, grow: 0.5 },
          cell: ({ row: { original } }) =>
            isSignal(original) ? <SectionBadge section={original.data.section} /> : null,
        }),
        column.accessor((signal) => signal.data.symbol, {
          id: 'symbol',
          header: 'Symbol',
          meta: { min: 106, grow: 0.8 },
          cell: ({ getValue }) => <b>{getValue()}</b>,
        }),
        column.accessor((signal) => signal.data.strategyId, {
          id: 'strategy',
          header: 'Strategy',
          meta: { min: 90, grow: 0.8, wideOnly: true },
        }),
        column.accessor((signal) => (isSignal(signal) ? signal.data.direction : ''), {
          id: 'direction',
          header: 'Direction',
          meta: { min: 80, grow: 0.6, wideOnly: true },
          cell: ({ row: { original } }) =>
            isSignal(original) ? <DirectionText of={original.data.direction} /> : null,
        }),
        column.accessor((signal) => (isSignal(signal) ? Number(signal.data.price) : 0), {
          id: 'price',
          header: 'Price',
          meta: { min: 104, grow: 0.6, end: true, wideOnly: true },
          cell: ({ row: { original } }) =>
            isSignal(original) ? formats.price(original.data.symbol, original.data.price) : null,
        }),
        column.accessor((signal) => (isNearMiss(signal) ? '' : signal.data.to), {
          id: 'transition',
          header: 'State',
          meta: { min: 116, grow: 1.6 },
          cell: ({ row: { original } }) =>
            isNearMiss(original) ? (
              'Near miss'
            ) : (
              <span title={`from ${STATE_NAMES[original.data.from]}`}>→ {STATE_NAMES[original.data.to]}</span>
            ),
        }),
        column.accessor(why, {
          id: 'why',
          header: 'Because',
          enableSorting: false,
          meta: { min: 220, grow: 4, wideOnly: true },
          cell: ({ row: { original }, getValue }) => (
            <span className="conditions-inline" title={getValue()}>
              {isSignal(original)
                ? original.data.conditions.map((condition) => (
                    <span key={condition.indicator + condition.operator}>
                      {condition.indicator}{' '}
                      <b>{condition.value === undefined ? 'not ready' : measure(condition.value)}</b>
                      {'  '}
                    </span>
                  ))
                : getValue()}
            </span>
          ),
        }),
      ]),
    [formats],
  );
}

function why(signal: SignalEnvelope): string {
  if (isSignal(signal)) {
    return signal.data.conditions.map(sentence).join(', ');
  }
  if (isNearMiss(signal)) {
    const { reason, detail, missed } = signal.data;
    return [spoken(reason), detail, ...missed.map(({ condition }) => sentence(condition))].join('; ');
  }
  const { reason, detail, pausedBy } = signal.data;
  return [spoken(reason), detail, pauseText(pausedBy)].filter((part) => part !== '').join('; ');
}

function sentence(condition: ConditionResult): string {
  const { indicator, value, operator, threshold, upper } = condition;
  const bound = upper === undefined ? measure(threshold) : `${measure(threshold)} to ${measure(upper)}`;
  const seen = value === undefined ? 'not ready' : measure(value);
  return `${indicator} ${seen} ${OPERATOR_SIGNS[operator]} ${bound}${holdText(condition)}`;
}
