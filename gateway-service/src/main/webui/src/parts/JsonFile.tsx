import { useState } from 'react';

/** A file larger than this is refused by the gateway too. */
const BYTES_MAX = 1 << 20;

/** Takes a JSON file and gives what it holds; says so when it is none. */
export function JsonFile({
  label,
  onRead,
}: {
  label: string;
  onRead: (value: unknown, name: string) => void;
}) {
  const [fault, setFault] = useState<string>();
  const read = async (file: File | undefined) => {
    setFault(undefined);
    if (file === undefined) {
      return;
    }
    if (file.size > BYTES_MAX) {
      setFault('must have at most 1 MiB');
      return;
    }
    try {
      onRead(JSON.parse(await file.text()), file.name);
    } catch (malformed) {
      setFault(malformed instanceof Error ? malformed.message : String(malformed));
    }
  };
  return (
    <label>
      {label}
      <input
        type="file"
        accept=".json,application/json"
        onChange={(event) => void read(event.currentTarget.files?.[0])}
      />
      {fault !== undefined && <span className="field-fault">{fault}</span>}
    </label>
  );
}
