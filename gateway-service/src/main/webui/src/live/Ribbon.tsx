import { useMemo } from 'react';
import { stays, type Stay } from '../domain/ribbon';
import { clock } from '../domain/time';
import { pauseText, STATE_NAMES } from '../domain/words';
import type { StrategyView } from '../protocol/messages';
import { useDashboard, useSession } from '../store/selection';
import { useView } from '../store/view';
import type { TimeToX } from './CandleChart';

interface Props {
  symbol: string;
  plotWidth: number;
  timeToX: TimeToX;
  /** Counts the movements of the candles above, with which the ribbon moves. */
  moves: number;
}

/** In which state each strategy instance of the symbol was, under the candles of that time. */
export function Ribbon({ symbol, ...place }: Props) {
  const sessionId = useSession()?.sessionId;
  const strategies = useDashboard((dashboard) => dashboard.strategies);
  const shown = Object.values(strategies).filter(
    (strategy) => strategy.symbol === symbol && strategy.sessionId === sessionId,
  );
  return (
    <div className="ribbon" role="list" aria-label="Strategy states">
      {shown.map((strategy) => (
        <RibbonRow key={strategy.strategyId} strategy={strategy} {...place} />
      ))}
    </div>
  );
}

function RibbonRow({ strategy, plotWidth, timeToX }: { strategy: StrategyView } & Omit<Props, 'symbol'>) {
  const signals = useDashboard((dashboard) => dashboard.signals);
  const path = useMemo(() => stays(strategy, signals), [strategy, signals]);
  const now = [STATE_NAMES[strategy.state], pauseText(strategy.pausedBy)]
    .filter((part) => part !== '')
    .join(', ');
  return (
    <div role="listitem" className="ribbon-row" aria-label={`${strategy.strategyId}: ${now}`}>
      <div className="ribbon-track" style={{ width: plotWidth }} aria-hidden="true">
        {path.map((stay) => (
          <Piece
            key={`${stay.from}${stay.state}`}
            strategyId={strategy.strategyId}
            stay={stay}
            plotWidth={plotWidth}
            timeToX={timeToX}
          />
        ))}
      </div>
    </div>
  );
}

interface PieceProps {
  strategyId: string;
  stay: Stay;
  plotWidth: number;
  timeToX: TimeToX;
}

/** A stay; the first one in sight also tells whose row it is. */
function Piece({ strategyId, stay, plotWidth, timeToX }: PieceProps) {
  const zone = useView((view) => view.zone);
  const start = timeToX(stay.from);
  const end = timeToX(stay.to ?? Number.POSITIVE_INFINITY);
  if (start === undefined || end === undefined || end < 0 || start > plotWidth) {
    return null;
  }
  const left = Math.max(0, start);
  return (
    <span
      className={`ribbon-stay ribbon-${stay.state}${stay.paused ? ' ribbon-PAUSED' : ''}`}
      style={{ left, width: Math.max(2, Math.min(plotWidth, end) - left) }}
      title={`${STATE_NAMES[stay.state]}${stay.paused ? ', paused' : ''} since ${clock(stay.from * 1000, zone)}`}
    >
      {start <= 0 && <b>{strategyId}: </b>}
      {STATE_NAMES[stay.state]}
    </span>
  );
}
