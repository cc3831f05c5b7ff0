import Big from 'big.js';
import { fixed, NOTHING, usdt } from '../domain/decimal';
import { duration } from '../domain/time';
import { Gain } from '../parts/Gain';
import { Card, Metric, Screen } from '../shell/Screen';
import { useNow } from '../parts/useNow';
import type { Performance, TradeGroup } from '../protocol/messages';
import { useSession } from '../store/selection';
import { EquityCurve } from './EquityCurve';
import { usePerformance, type Loaded } from './usePerformance';

/** What the session earned, how evenly, and by what. */
export function PerformanceScreen() {
  const session = useSession();
  const loaded = usePerformance(session?.sessionId);
  const performance = loaded?.performance;
  return (
    <Screen title="Performance" bar={loaded && <Freshness loaded={loaded} />}>
      {performance === undefined ? (
        <p className="table-empty">
          <strong>{loaded?.failure === undefined ? 'Loading …' : 'Not loaded'}</strong>
          {session === undefined
            ? 'A session brings its performance.'
            : (loaded?.failure ?? 'The gateway sums up the session.')}
        </p>
      ) : (
        <>
          <Metrics of={performance} />
          <Card title="Equity and drawdown">
            <EquityCurve curve={performance.equityCurve} />
          </Card>
          <div className="cards card-gap">
            <Groups name="Symbol" groups={performance.bySymbol} />
            <Groups name="Strategy" groups={performance.byStrategy} />
            <Groups name="Exit" groups={performance.byExit} />
          </div>
        </>
      )}
    </Screen>
  );
}

function Freshness({ loaded: { at, failure } }: { loaded: Loaded }) {
  const now = useNow(1000);
  const age = at === undefined ? undefined : Math.max(0, now - at);
  return (
    <span className={failure === undefined ? 'tone-quiet' : 'tone-warn'} role="note">
      {age !== undefined && `As of ${duration(age)} ago`}
      {failure !== undefined && `, not renewed: ${failure}`}
    </span>
  );
}

function Metrics({ of }: { of: Performance }) {
  const gained = new Big(of.equity).minus(of.initialBalance);
  const percent = Number(of.initialBalance) > 0 ? gained.div(of.initialBalance).times(100) : undefined;
  return (
    <dl className="metrics">
      <Metric name="Profit and loss">
        <Gain value={gained} />{' '}
        <small>
          <Gain value={percent} unit=" %" arrow={false} />
        </small>
      </Metric>
      <Metric name="Equity">{usdt(of.equity)}</Metric>
      <Metric name="Realised">
        <Gain value={of.realised} />
      </Metric>
      <Metric name="Unrealised">
        <Gain value={of.unrealised} />
      </Metric>
      <Metric name="Win rate" title="Trades that made money after their fees">
        {of.winRate === undefined ? NOTHING : `${ratio(of.winRate * 100, 1)} %`}{' '}
        <small className="tone-quiet">
          {of.wins} W / {of.losses} L
        </small>
      </Metric>
      <Metric name="Profit factor" title="What winners made over what losers lost">
        {number(of.profitFactor)}
      </Metric>
      <Metric name="Average win">
        <Gain value={of.averageWin} />
      </Metric>
      <Metric name="Average loss">
        <Gain value={of.averageLoss} />
      </Metric>
      <Metric name="Expectancy" title="What a trade made on average">
        <Gain value={of.expectancy} />
      </Metric>
      <Metric name="Sharpe">{number(of.sharpe)}</Metric>
      <Metric name="Sortino">{number(of.sortino)}</Metric>
      <Metric name="Max drawdown" title="The deepest fall of the equity from its peak">
        {usdt(of.maxDrawdown)} <small className="tone-quiet">{ratio(of.maxDrawdownRate * 100, 2)} %</small>
      </Metric>
      <Metric name="Fees">{usdt(of.fees)}</Metric>
      <Metric name="Funding">
        <Gain value={of.funding} />
      </Metric>
      <Metric name="Trades">{of.trades}</Metric>
    </dl>
  );
}

function Groups({ name, groups }: { name: string; groups: readonly TradeGroup[] }) {
  return (
    <Card title={`Per ${name.toLowerCase()}`}>
      {groups.length === 0 ? (
        <p className="tone-quiet">No closed trade yet.</p>
      ) : (
        <div className="card-scroll">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{name}</th>
                <th scope="col" className="table-end">
                  Trades
                </th>
                <th scope="col" className="table-end">
                  Won
                </th>
                <th scope="col" className="table-end">
                  Realised
                </th>
                <th scope="col" className="table-end">
                  Fees
                </th>
              </tr>
            </thead>
            <tbody>
              {groups.map(({ key, trades, wins, realised, fees }) => (
                <tr key={key}>
                  <td>{key}</td>
                  <td className="table-end">{trades}</td>
                  <td className="table-end">
                    {trades === 0 ? NOTHING : `${Math.round((wins / trades) * 100)} %`}
                  </td>
                  <td className="table-end">
                    <Gain value={realised} />
                  </td>
                  <td className="table-end">{usdt(fees)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function number(value: number | undefined): string {
  return value === undefined ? NOTHING : ratio(value, 2);
}

/** A ratio is no money: it is a number, and may be infinite. */
function ratio(value: number, decimals: number): string {
  return Number.isFinite(value) ? fixed(String(value), decimals) : NOTHING;
}
