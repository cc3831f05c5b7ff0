import { Choice } from '../parts/Choice';
import { Pill } from '../parts/Pill';
import { clock, day, duration, type Zone } from '../domain/time';
import { TRADING_TONES } from '../domain/words';
import type { SessionView } from '../protocol/messages';
import { useLive } from '../store/live';
import { tapeTime, tradingState, useDashboard, useLink, useSession, type Link } from '../store/selection';
import { show, useView } from '../store/view';
import { WhoIsIn } from '../login/WhoIsIn';
import { StopSession } from './StopSession';
import './TopBar.css';

/** What must never be missed: paper or live, whether trading is allowed, whether the page hears the gateway, and the time on the tape. */
export function TopBar() {
  const session = useSession();
  return (
    <header>
      <div className={`mode-edge mode-edge-${session?.mode ?? 'none'}`} />
      <div className="topbar">
        <Wordmark />
        {session && <Mode session={session} />}
        <SessionChoice session={session} />
        <Strategies session={session} />
        <div className="topbar-end">
          {session && <Trading sessionId={session.sessionId} />}
          <Connection />
          <TapeClock />
          <ThemeSwitch />
          <WhoIsIn />
        </div>
      </div>
    </header>
  );
}

function Wordmark() {
  return (
    <h1 className="wordmark">
      <svg
        width="26"
        height="18"
        viewBox="0 0 26 18"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        aria-hidden="true"
      >
        <rect x="1" y="1" width="24" height="16" rx="3" />
        <circle cx="8" cy="8" r="3" />
        <circle cx="18" cy="8" r="3" />
        <path d="M11 8h4M7 17l1.5-3h9l1.5 3" />
      </svg>
      Tapedeck
    </h1>
  );
}

const MODE_TITLES = {
  PAPER: 'Paper trading: orders go to the exchange simulator, no real money moves',
  LIVE: 'LIVE trading: orders go to the venue, real money moves',
} as const;

function Mode({ session }: { session: SessionView }) {
  return (
    <strong className={`mode mode-${session.mode}`} title={MODE_TITLES[session.mode]}>
      <span>{session.mode}</span>
    </strong>
  );
}

function SessionChoice({ session }: { session: SessionView | undefined }) {
  const sessions = useDashboard((dashboard) => dashboard.sessions);
  if (session === undefined) {
    return <span className="tone-quiet">No session</span>;
  }
  return (
    <span className="topbar-session">
      <select
        aria-label="Session"
        className="mono"
        value={session.sessionId}
        onChange={(event) => show({ sessionId: event.target.value, detail: undefined })}
      >
        {sessions.map(({ sessionId }) => (
          <option key={sessionId} value={sessionId}>
            {sessionId}
          </option>
        ))}
      </select>
      <Pill tone={session.state === 'RUNNING' ? 'good' : 'quiet'} title={session.reason}>
        {session.state === 'RUNNING' ? '▶' : '■'} {session.state}
      </Pill>
      {session.state === 'RUNNING' && <StopSession session={session} />}
    </span>
  );
}

function Strategies({ session }: { session: SessionView | undefined }) {
  if (session === undefined || session.strategies.length === 0) {
    return null;
  }
  const { strategies } = session;
  const whole = strategies.map(
    ({ id, version, direction }) => `${id} v${version} ${direction.toLowerCase()}`,
  );
  return (
    <span className="topbar-strategies" title={whole.join(', ')}>
      <span className="topbar-label">{strategies.length === 1 ? 'Strategy ' : 'Strategies '}</span>
      <strong>
        {strategies
          .slice(0, 2)
          .map(({ id }) => id)
          .join(', ')}
      </strong>
      {strategies.length > 2 && ` and ${strategies.length - 2} more`}
    </span>
  );
}

function Trading({ sessionId }: { sessionId: string }) {
  const tradingStates = useDashboard((dashboard) => dashboard.tradingStates);
  const { state, why, who } = tradingState({ tradingStates }, sessionId);
  return (
    <span className="topbar-trading">
      <Pill
        tone={TRADING_TONES[state]}
        title={why === undefined ? 'Nothing restricts trading' : `${why} (${who ?? ''})`}
      >
        <span className="topbar-word">Trading </span>
        {state}
      </Pill>
    </span>
  );
}

const LINK_TONES: Record<Link['name'], string> = {
  LIVE: 'good',
  CONNECTING: 'note',
  RECONNECTING: 'warn',
  DISCONNECTED: 'bad',
};

function Connection() {
  const link = useLink();
  const roundTripMillis = useLive((live) => live.roundTripMillis);
  return (
    <span
      role="status"
      title="The connection to the gateway"
      className={`link link-${link.name} tone-${LINK_TONES[link.name]}`}
    >
      <span className="topbar-label">Gateway</span>
      <span className="link-dot" aria-hidden="true" />
      <span>{link.name}</span>
      {link.name === 'LIVE' && roundTripMillis !== undefined && (
        <small title="A call of the gateway and back">{Math.round(roundTripMillis)} ms</small>
      )}
      {'retryMillis' in link && (
        <small title={link.reason}>
          {link.silentMillis > 0 ? duration(link.silentMillis) : link.reason}
          {link.name === 'DISCONNECTED' && `, retry in ${Math.ceil(link.retryMillis / 1000)} s`}
        </small>
      )}
    </span>
  );
}

const ZONES: readonly (readonly [Zone, string])[] = [
  ['UTC', 'UTC'],
  ['local', 'Local'],
];

function TapeClock() {
  const at = useDashboard(tapeTime);
  const zone = useView((view) => view.zone);
  return (
    <span className="tape">
      <span className="topbar-label">Tape</span>
      {at === undefined ? (
        <span className="tape-clock">--:--:--</span>
      ) : (
        <time dateTime={at} title={`Event time of the newest market news: ${at}`}>
          <span className="tape-day tone-quiet">{day(at, zone)} </span>
          <span className="tape-clock">{clock(at, zone)}</span>
        </time>
      )}
      <Choice label="Time zone" options={ZONES} value={zone} onChange={(chosen) => show({ zone: chosen })} />
    </span>
  );
}

function ThemeSwitch() {
  const theme = useView((view) => view.theme);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      className="button button-icon"
      aria-label={`Use the ${other} theme`}
      title={`Use the ${other} theme`}
      onClick={() => show({ theme: other })}
    >
      <span aria-hidden="true">{theme === 'dark' ? '☀' : '☾'}</span>
    </button>
  );
}
