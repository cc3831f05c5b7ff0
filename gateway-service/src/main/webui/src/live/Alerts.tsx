import { useMemo } from 'react';
import { SEVERITY_TONES, spoken } from '../domain/words';
import { Pill } from '../parts/Pill';
import { columnsOf, VirtualTable } from '../parts/VirtualTable';
import { isAlert, type AlertRaised, type Envelope, type Severity } from '../protocol/messages';
import { useDashboard, useOfSession } from '../store/selection';
import { Acknowledged } from '../alerts/Acknowledged';
import { useFormats } from './useFormats';

export type Alert = Envelope<AlertRaised>;

const SIGNS: Record<Severity, string> = { INFO: 'i', WARNING: '!', CRITICAL: '‼' };
const RANKS: Record<Severity, number> = { INFO: 0, WARNING: 1, CRITICAL: 2 };
const place = (alert: Alert) => ({
  ...(alert.data.sessionId !== undefined && { sessionId: alert.data.sessionId }),
});
const column = columnsOf<Alert>();

/** Returns the alerts of the session, and those of all sessions, newest first. */
export function useAlerts(): readonly Alert[] {
  const events = useDashboard((dashboard) => dashboard.alerts);
  return useOfSession(
    useMemo(() => events.filter(isAlert), [events]),
    place,
  );
}

/** Returns who acknowledged an alert and when, by the alert's id. */
export function useAcknowledged(): ReadonlyMap<string, { by: string; at: string }> {
  const events = useDashboard((dashboard) => dashboard.alerts);
  return useMemo(
    () =>
      new Map(
        events.flatMap(({ data, time }) =>
          'user' in data ? [[data.alertId, { by: data.user, at: time }] as const] : [],
        ),
      ),
    [events],
  );
}

/** Returns how many alerts of the session nobody acknowledged; what is for information only does not count. */
export function useUnacknowledged(): number {
  const acknowledged = useAcknowledged();
  return useAlerts().filter(({ data }) => data.severity !== 'INFO' && !acknowledged.has(data.alertId)).length;
}

/** What a person should know. */
export function Alerts() {
  return <AlertTable rows={useAlerts()} />;
}

export function AlertTable({ rows }: { rows: readonly Alert[] }) {
  const acknowledged = useAcknowledged();
  const formats = useFormats();
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor((alert) => Date.parse(alert.time), {
          id: 'time',
          header: 'Time',
          meta: { min: 80, grow: 0.5 },
          cell: ({ row: { original } }) => (
            <time dateTime={original.time} title={original.time}>
              {formats.time(original.time)}
            </time>
          ),
        }),
        column.accessor((alert) => RANKS[alert.data.severity], {
          id: 'severity',
          header: 'Severity',
          meta: { min: 104, grow: 0.6 },
          cell: ({ row: { original } }) => (
            <Pill tone={SEVERITY_TONES[original.data.severity]}>
              {SIGNS[original.data.severity]} {original.data.severity}
            </Pill>
          ),
        }),
        column.accessor((alert) => alert.data.kind, {
          id: 'kind',
          header: 'Kind',
          meta: { min: 140, grow: 1, wideOnly: true },
          cell: ({ getValue }) => spoken(getValue()),
        }),
        column.accessor((alert) => alert.data.message, {
          id: 'message',
          header: 'Message',
          meta: { min: 90, grow: 4 },
          cell: ({ row: { original } }) => (
            <span title={[original.data.message, ...details(original.data.details)].join('\n')}>
              {original.data.message}{' '}
              <span className="tone-quiet">{details(original.data.details).join(', ')}</span>
            </span>
          ),
        }),
        column.accessor((alert) => acknowledged.get(alert.data.alertId)?.by ?? '', {
          id: 'acknowledged',
          header: 'Acknowledged',
          meta: { min: 108, grow: 0.8, end: true },
          cell: ({ row: { original } }) => (
            <Acknowledged alertId={original.data.alertId} by={acknowledged.get(original.data.alertId)} />
          ),
        }),
      ]),
    [formats, acknowledged],
  );
  return (
    <VirtualTable
      label="Alerts"
      rows={rows}
      columns={columns}
      rowKey={(alert) => alert.id}
      isDim={(alert) => acknowledged.has(alert.data.alertId)}
      empty={
        <>
          <strong>No alert</strong>
          Warnings about feeds, the venue, positions that disagree and limits that are near appear here as
          they happen.
        </>
      }
    />
  );
}

function details(of: Record<string, string>): string[] {
  return Object.entries(of).map(([name, value]) => `${name} ${value}`);
}
