import { stopSession } from '../connection/rest';
import { isOpen } from '../domain/profit';
import { AskButton } from '../parts/AskButton';
import { Question } from '../parts/Question';
import type { SessionView } from '../protocol/messages';
import { useDashboard } from '../store/selection';

/** Stops the session after a question; the session's own state tells when it has stopped. */
export function StopSession({ session }: { session: SessionView }) {
  return <AskButton question={<StopQuestion session={session} />}>Stop</AskButton>;
}

function StopQuestion({ session }: { session: SessionView }) {
  const positions = useDashboard((dashboard) => dashboard.positions);
  const open = Object.values(positions).filter(
    (position) => position.sessionId === session.sessionId && isOpen(position),
  ).length;
  return (
    <Question
      title={`Stop this ${session.mode} session?`}
      keep="Keep running"
      confirm="Stop session"
      accepted="Accepted. Its state will show when it has stopped."
      refused="Not stopped"
      defaultWhy="stopped by the trader"
      word={session.mode === 'LIVE' ? 'STOP' : undefined}
      act={(why) => stopSession(session.sessionId, why, session.mode === 'LIVE' ? 'STOP' : undefined)}
    >
      Session <span className="mono">{session.sessionId}</span> opens nothing more; only exits are approved
      from then on.{' '}
      {open === 0
        ? 'No position is open.'
        : `${open} ${open === 1 ? 'position is' : 'positions are'} open; stopping closes ${open === 1 ? 'it' : 'them'} at the market.`}
    </Question>
  );
}
