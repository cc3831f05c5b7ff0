import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';

interface Props<T extends string> {
  label: string;
  options: readonly (readonly [T, string])[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, all visible. */
export function Choice<T extends string>({ label, options, value, onChange }: Props<T>) {
  return (
    <ToggleGroup
      className="choice"
      aria-label={label}
      value={[value]}
      onValueChange={([chosen]) => {
        if (chosen !== undefined) {
          onChange(chosen);
        }
      }}
    >
      {options.map(([option, text]) => (
        <Toggle key={option} value={option}>
          {text}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
