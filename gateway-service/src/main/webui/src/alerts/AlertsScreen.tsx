import { useState } from 'react';
import { AlertTable, useAcknowledged, useAlerts } from '../live/Alerts';
import { Filter } from '../parts/Filter';
import { Screen } from '../shell/Screen';
import { show, useView } from '../store/view';
import { allowSound } from './alarm';

const SEVERITIES = ['CRITICAL', 'WARNING', 'INFO'] as const;

/** What a person should know, and who knows it. */
export function AlertsScreen() {
  const alerts = useAlerts();
  const acknowledged = useAcknowledged();
  const [severity, setSeverity] = useState('');
  const [onlyNew, setOnlyNew] = useState(false);
  const rows = alerts.filter(
    ({ data }) =>
      (severity === '' || data.severity === severity) && !(onlyNew && acknowledged.has(data.alertId)),
  );
  return (
    <Screen
      title="Alerts"
      fills
      bar={
        <>
          <Filter name="Severity" value={severity} options={SEVERITIES} onChange={setSeverity} />
          <label className="filter">
            <input
              type="checkbox"
              checked={onlyNew}
              onChange={(event) => setOnlyNew(event.currentTarget.checked)}
            />
            Not acknowledged only
          </label>
          <span className="screen-bar-end">
            <Sound />
          </span>
        </>
      }
    >
      <AlertTable rows={rows} />
    </Screen>
  );
}

function Sound() {
  const sound = useView((view) => view.sound);
  return (
    <button
      type="button"
      className="button"
      aria-pressed={sound}
      title="A sound for each CRITICAL alert, from this page until it is closed"
      onClick={() => {
        allowSound();
        show({ sound: !sound });
      }}
    >
      {sound ? '♪ Sound is on' : '✕ Sound is off'}
    </button>
  );
}
