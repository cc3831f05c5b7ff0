import { conditionText, protectionText, SECTIONS, termsOf } from '../domain/definition';
import { duration } from '../domain/time';
import { pauseText, SECTION_NAMES, spoken, STATE_NAMES } from '../domain/words';
import { useFormats } from '../live/useFormats';
import { DirectionText } from '../parts/DirectionText';
import { Pill } from '../parts/Pill';
import { Card } from '../shell/Screen';
import { SectionBadge } from '../parts/SectionBadge';
import type { Condition, Section, StrategyDefinition } from '../protocol/messages';
import { restrictionsOf, type Restriction } from '../store/restrictions';
import { tapeTime, useDashboard } from '../store/selection';
import './Strategies.css';

interface Props {
  definition: StrategyDefinition;
  sessionId: string;
}

export function StrategyCard({ definition, sessionId }: Props) {
  const notes = useDashboard((dashboard) => dashboard.notes);
  const tapeNow = useDashboard(tapeTime);
  const restrictions = restrictionsOf(notes, { sessionId, strategyId: definition.id }, tapeNow);
  return (
    <Card
      title={
        <>
          {definition.id} <span className="tone-quiet">version {definition.version}</span>{' '}
          <DirectionText of={definition.direction} />
        </>
      }
      aside={
        restrictions.length === 0 ? (
          <Pill tone="good">may enter</Pill>
        ) : (
          <Pill tone="bad">
            {restrictions.some(({ kind }) => kind === 'disabled') ? 'disabled' : 'protected'}
          </Pill>
        )
      }
    >
      {definition.description !== undefined && <p>{definition.description}</p>}
      {restrictions.length > 0 && <Restrictions of={restrictions} tapeNow={tapeNow} />}
      <Instances strategyId={definition.id} sessionId={sessionId} />
      <details className="definition" open>
        <summary>Definition</summary>
        <Definition of={definition} />
      </details>
    </Card>
  );
}

function Restrictions({ of, tapeNow }: { of: readonly Restriction[]; tapeNow: string | undefined }) {
  const formats = useFormats();
  return (
    <ul className="restrictions" aria-label="What keeps it from entering">
      {of.map(({ kind, symbol, why, since, until }) => (
        <li key={`${kind} ${symbol ?? ''}`} className="tone-warn">
          <b>{spoken(kind)}</b>
          {symbol !== undefined && ` on ${symbol}`}: {why}; since {formats.time(since)}
          {until === undefined
            ? ', until somebody resumes the strategy'
            : `, until ${formats.time(until)}${tapeNow === undefined ? '' : ` (${duration(Date.parse(until) - Date.parse(tapeNow))})`}`}
        </li>
      ))}
    </ul>
  );
}

function Instances({ strategyId, sessionId }: { strategyId: string; sessionId: string }) {
  const strategies = useDashboard((dashboard) => dashboard.strategies);
  const tapeNow = useDashboard(tapeTime);
  const formats = useFormats();
  const own = Object.values(strategies)
    .filter((strategy) => strategy.strategyId === strategyId && strategy.sessionId === sessionId)
    .sort((one, other) => one.symbol.localeCompare(other.symbol));
  if (own.length === 0) {
    return <p className="tone-quiet">It has not begun to watch a symbol yet.</p>;
  }
  return (
    <div className="card-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Symbol</th>
            <th scope="col">State</th>
            <th scope="col">Paused by</th>
            <th scope="col" className="table-end">
              Since
            </th>
          </tr>
        </thead>
        <tbody>
          {own.map(({ symbol, state, pausedBy, since }) => (
            <tr key={symbol}>
              <td>
                <b>{symbol}</b>
              </td>
              <td>
                <span className={`state-chip ribbon-${state}`}>{STATE_NAMES[state]}</span>
              </td>
              <td className="tone-warn">{pauseText(pausedBy).replace('paused: ', '')}</td>
              <td className="table-end" title={since}>
                {formats.time(since)}
                {tapeNow !== undefined && (
                  <span className="tone-quiet"> {duration(Date.parse(tapeNow) - Date.parse(since))}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Definition({ of }: { of: StrategyDefinition }) {
  return (
    <>
      {SECTIONS.map((section) => (
        <SectionLines key={section} section={section} conditions={of.sections?.[section] ?? []} />
      ))}
      {of.protections !== undefined && (
        <>
          <h4>Protections</h4>
          <ul>
            {of.protections.map((protection) => (
              <li key={JSON.stringify(protection)}>{protectionText(protection)}</li>
            ))}
          </ul>
        </>
      )}
      <h4>Terms</h4>
      <dl className="position-facts">
        {termsOf(of).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function SectionLines({ section, conditions }: { section: Section; conditions: readonly Condition[] }) {
  return (
    <div className="definition-section">
      <h4>
        <SectionBadge section={section} /> {SECTION_NAMES[section]}
      </h4>
      {conditions.length === 0 ? (
        <p className="tone-quiet">{section === 'Z1' ? 'With S1.' : 'No conditions.'}</p>
      ) : (
        <ul>
          {conditions.map((condition) => {
            const text = conditionText(condition);
            return (
              <li key={text} className="mono">
                {text}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
