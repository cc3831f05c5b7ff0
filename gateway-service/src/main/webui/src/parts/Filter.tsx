import './Filter.css';

interface Props {
  name: string;
  value: string;
  options: readonly string[];
  /** How an option is called; as it is when absent. */
  say?: (option: string) => string;
  onChange: (value: string) => void;
}

/** Narrows a list to one value of a column; empty is all. */
export function Filter({ name, value, options, say = (option) => option, onChange }: Props) {
  const known = value === '' || options.includes(value) ? options : [value, ...options];
  return (
    <label className="filter">
      {name}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">All</option>
        {known.map((option) => (
          <option key={option} value={option}>
            {say(option)}
          </option>
        ))}
      </select>
    </label>
  );
}
