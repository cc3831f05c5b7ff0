import { Screen } from '../shell/Screen';
import { useSession } from '../store/selection';
import { StrategyCard } from './StrategyCard';
import { UploadStrategy } from './UploadStrategy';

/** What trades in the session: every strategy with its definition, where it is on each symbol, and what keeps it from entering. */
export function StrategiesScreen() {
  const session = useSession();
  return (
    <Screen
      title="Strategies"
      bar={
        session?.state === 'RUNNING' && (
          <span className="screen-bar-end">
            <UploadStrategy session={session} />
          </span>
        )
      }
    >
      {session === undefined ? (
        <p className="table-empty">
          <strong>No session</strong>A session brings its strategies.
        </p>
      ) : (
        <div className="strategies">
          {session.strategies.map((definition) => (
            <StrategyCard key={definition.id} definition={definition} sessionId={session.sessionId} />
          ))}
        </div>
      )}
    </Screen>
  );
}
