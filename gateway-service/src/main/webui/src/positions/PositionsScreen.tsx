import { useMemo } from 'react';
import { isOpen } from '../domain/profit';
import { Positions } from '../live/Positions';
import { Unrealised } from '../live/Strip';
import { Card, Screen } from '../shell/Screen';
import { positionKey } from '../store/dashboard';
import { useDashboard, useSession } from '../store/selection';
import { PositionCard } from './PositionCard';

/** What is held, a card each, and under it every position that the session ever had. */
export function PositionsScreen() {
  const sessionId = useSession()?.sessionId;
  const all = useDashboard((dashboard) => dashboard.positions);
  const open = useMemo(
    () =>
      Object.values(all)
        .filter((position) => position.sessionId === sessionId && isOpen(position))
        .sort((one, other) => one.symbol.localeCompare(other.symbol)),
    [all, sessionId],
  );
  return (
    <Screen
      title="Positions"
      bar={
        <dl className="screen-sum">
          <div>
            <dt>Open</dt>
            <dd>{open.length}</dd>
          </div>
          <Unrealised />
        </dl>
      }
    >
      {open.length > 0 && (
        <div className="cards">
          {open.map((position) => (
            <PositionCard key={positionKey(position)} position={position} />
          ))}
        </div>
      )}
      <Card title="All of the session">
        <div className="card-table">
          <Positions />
        </div>
      </Card>
    </Screen>
  );
}
