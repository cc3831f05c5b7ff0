import { measure } from '../domain/decimal';
import { groupText, holdText, OPERATOR_SIGNS } from '../domain/words';
import type { ConditionResult } from '../protocol/messages';

/** Every condition of a section, with the value that it saw. */
export function Conditions({ conditions }: { conditions: readonly ConditionResult[] }) {
  if (conditions.length === 0) {
    return <p className="tone-quiet">The section has no conditions of its own.</p>;
  }
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">Indicator</th>
          <th scope="col" className="table-end">
            Value
          </th>
          <th scope="col" className="table-end">
            Must be
          </th>
          <th scope="col">Passed</th>
        </tr>
      </thead>
      <tbody>
        {conditions.map((condition) => (
          <tr
            key={`${condition.group?.join('/')}${condition.indicator}${condition.operator}${condition.threshold}`}
          >
            <td>
              {condition.indicator}{' '}
              {condition.group !== undefined && (
                <span className="tone-quiet">{groupText(condition.group)}</span>
              )}
            </td>
            <td className="table-end" title={condition.value === undefined ? '' : String(condition.value)}>
              {condition.value === undefined ? 'not ready' : measure(condition.value)}
            </td>
            <td className="table-end">
              {OPERATOR_SIGNS[condition.operator]} {measure(condition.threshold)}
              {condition.upper !== undefined && ` to ${measure(condition.upper)}`}
              {holdText(condition)}
            </td>
            <td>
              <Passed passed={condition.passed} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Passed({ passed }: { passed: boolean }) {
  return <span className={passed ? 'tone-good' : 'tone-bad'}>{passed ? '✓ yes' : '✗ no'}</span>;
}
