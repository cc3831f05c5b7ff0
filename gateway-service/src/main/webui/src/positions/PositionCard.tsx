import Big from 'big.js';
import type { ReactNode } from 'react';
import { liquidationDistance, marginLeft } from '../domain/danger';
import { fixed, NOTHING, usdt } from '../domain/decimal';
import { protectiveStop } from '../domain/levels';
import { openedAt, unrealised } from '../domain/profit';
import { duration } from '../domain/time';
import { Agreement } from '../live/Positions';
import { useFormats } from '../live/useFormats';
import { DirectionText } from '../parts/DirectionText';
import { Gain } from '../parts/Gain';
import { Card } from '../shell/Screen';
import type { PositionView } from '../protocol/messages';
import { tapeTime, useDashboard } from '../store/selection';
import { ClosePosition } from './ClosePosition';
import { MarginBar } from './MarginBar';

/** Everything about one open position. */
export function PositionCard({ position }: { position: PositionView }) {
  const { symbol, direction, strategyId } = position;
  const mark = useDashboard(({ markets }) => markets[symbol]?.mark ?? position.mark);
  const instrument = useDashboard(({ instruments }) => instruments[symbol]);
  const orders = useDashboard((dashboard) => dashboard.orders);
  const formats = useFormats();
  const profit = unrealised(position, mark, instrument);
  const entry = position.averageEntryPrice;
  const moved =
    entry === undefined || mark === undefined
      ? undefined
      : new Big(mark)
          .minus(entry)
          .div(entry)
          .times(direction === 'LONG' ? 100 : -100);
  const distance = liquidationDistance(position, mark);
  return (
    <Card
      title={
        <>
          {symbol} <DirectionText of={direction} />{' '}
          {position.leverage > 0 && <span className="tone-quiet">{position.leverage}×</span>}
        </>
      }
      aside={<ClosePosition position={position} />}
    >
      <div className="position-profit">
        <Gain value={profit?.amount} unit=" USDT" />
        <small title="How far the mark is from the entry, in the position's favour">
          <Gain value={moved} unit=" %" arrow={false} />
        </small>
        <small title="Unrealised profit as a share of the margin that the entry took">
          ROE <Gain value={profit?.percentOfMargin} unit=" %" arrow={false} />
        </small>
      </div>
      <MarginBar left={marginLeft(position)} />
      <dl className="position-facts">
        <Fact name="Size">{formats.size(symbol, position.quantity)}</Fact>
        <Fact name="Strategy">{strategyId ?? 'not ours'}</Fact>
        <Fact name="Entry">{formats.average(symbol, entry)}</Fact>
        <Fact name="Mark">{formats.price(symbol, mark)}</Fact>
        <Fact name="Stop">{formats.price(symbol, protectiveStop(position, orders))}</Fact>
        <Fact name="Liquidation">
          {formats.price(symbol, position.venue?.liquidationPrice)}
          {distance !== undefined && <span className="tone-quiet"> {fixed(distance, 1)} % away</span>}
        </Fact>
        <Fact name="Realised">
          <Gain value={position.realised} />
        </Fact>
        <Fact name="Fees">{usdt(position.fees)}</Fact>
        <Fact name="Age">
          <Age position={position} />
        </Fact>
        <Fact name="Venue agrees">
          <Agreement position={position} />
        </Fact>
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Time on the tape since the entry was filled. */
function Age({ position }: { position: PositionView }) {
  const fills = useDashboard((dashboard) => dashboard.fills);
  const tapeNow = useDashboard(tapeTime);
  const opened = openedAt(position, fills);
  return opened === undefined || tapeNow === undefined
    ? NOTHING
    : duration(Date.parse(tapeNow) - Date.parse(opened));
}
