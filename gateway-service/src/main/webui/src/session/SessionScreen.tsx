import { usdt } from '../domain/decimal';
import { useFormats } from '../live/useFormats';
import { StopSession } from '../live/StopSession';
import { Pill } from '../parts/Pill';
import { Card, Screen } from '../shell/Screen';
import type { SessionView } from '../protocol/messages';
import { useDashboard } from '../store/selection';
import { show } from '../store/view';
import { StartForm } from './StartForm';
import './Session.css';

/** The sessions that there are, and a form for the next one. One runs at a time. */
export function SessionScreen() {
  const sessions = useDashboard((dashboard) => dashboard.sessions);
  const running = sessions.find(({ state }) => state === 'RUNNING');
  return (
    <Screen title="Session">
      <div className="session-columns">
        <Card title="Start a session">
          {running === undefined ? (
            <StartForm key={sessions[0]?.sessionId} last={sessions[0]} />
          ) : (
            <>
              <p>
                Session <span className="mono">{running.sessionId}</span> is running. One runs at a time: stop
                it to start another.
              </p>
              <StopSession session={running} />
            </>
          )}
        </Card>
        <Card title="Sessions">
          {sessions.length === 0 ? <p className="tone-quiet">None yet.</p> : <Sessions of={sessions} />}
        </Card>
      </div>
    </Screen>
  );
}

function Sessions({ of }: { of: readonly SessionView[] }) {
  const formats = useFormats();
  return (
    <ul className="system-list">
      {of.map((session) => (
        <li key={session.sessionId}>
          <div className="system-line">
            <strong className={`mode mode-${session.mode}`}>
              <span>{session.mode}</span>
            </strong>
            <button
              type="button"
              className="button button-small mono"
              onClick={() => show({ sessionId: session.sessionId, detail: undefined })}
            >
              {session.sessionId}
            </button>
            <Pill tone={session.state === 'RUNNING' ? 'good' : 'quiet'}>{session.state}</Pill>
          </div>
          <div className="tone-quiet">
            {formats.date(session.startedAt)} {formats.time(session.startedAt)}, {session.symbols.join(', ')};{' '}
            {session.strategies.map(({ id, version }) => `${id} v${version}`).join(', ')};{' '}
            {usdt(session.initialBalance)} USDT; {session.reason}
          </div>
        </li>
      ))}
    </ul>
  );
}
