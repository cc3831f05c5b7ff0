import type { FieldError } from '../connection/rest';

/** What the gateway says is wrong, each with its place in the request. */
export function FieldFaults({ errors }: { errors: readonly FieldError[] }) {
  return errors.length === 0 ? null : (
    <ul className="faults" aria-label="What is wrong">
      {errors.map(({ path, message }) => (
        <li key={path + message}>
          <span className="mono">{path.replace(/^\$\.?/, '') || 'request'}</span> {message}
        </li>
      ))}
    </ul>
  );
}
