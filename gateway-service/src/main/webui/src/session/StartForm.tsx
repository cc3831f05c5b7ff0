import { useState, type ReactNode } from 'react';
import { Refused, startSession, type FieldError } from '../connection/rest';
import { Choice } from '../parts/Choice';
import { FieldFaults } from '../parts/FieldFaults';
import { JsonFile } from '../parts/JsonFile';
import type { Mode, SessionView } from '../protocol/messages';
import { useDashboard } from '../store/selection';
import { goTo } from '../store/route';
import { show } from '../store/view';
import { bodyOf, faultsOf, LIMITS, type Draft } from './order';

const MODES: readonly (readonly [Mode, string])[] = [
  ['PAPER', 'PAPER'],
  ['LIVE', 'LIVE'],
];

/** Asks for a session; what the gateway finds wrong is shown at the field. The last session is where it begins. */
export function StartForm({ last }: { last: SessionView | undefined }) {
  const [draft, setDraft] = useState<Draft>(() => draftFrom(last));
  const [faults, setFaults] = useState<readonly FieldError[]>([]);
  const [problem, setProblem] = useState<string>();
  const [isSent, setSent] = useState(false);
  const change = (part: Partial<Draft>) => {
    const changed = { ...draft, ...part };
    setDraft(changed);
    if (faults.length > 0) {
      setFaults(faultsOf(changed));
    }
  };

  const start = async () => {
    const found = faultsOf(draft);
    setFaults(found);
    setProblem(undefined);
    if (found.length > 0) {
      return;
    }
    setSent(true);
    try {
      const sessionId = await startSession(bodyOf(draft));
      show({ sessionId, detail: undefined });
      goTo('live');
    } catch (refused) {
      setFaults(refused instanceof Refused ? refused.errors : []);
      setProblem(refused instanceof Error ? refused.message : String(refused));
      setSent(false);
    }
  };

  return (
    <form
      className="start"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <Field name="Mode" faults={at(faults, '$.mode')}>
        <Choice label="Mode" options={MODES} value={draft.mode} onChange={(mode) => change({ mode })} />
        {draft.mode === 'LIVE' && <b className="tone-bad">‼ Orders go to the venue, real money moves.</b>}
      </Field>
      {draft.mode === 'LIVE' && (
        <TextField
          name="Type LIVE to confirm"
          value={draft.confirm}
          faults={at(faults, '$.confirm')}
          onChange={(confirm) => change({ confirm })}
        />
      )}
      <Field name="Symbols" faults={at(faults, '$.symbols')}>
        <Symbols chosen={draft.symbols} onChange={(symbols) => change({ symbols })} />
      </Field>
      <div className="start-row">
        <TextField
          name="Balance, USDT"
          value={draft.balance}
          faults={at(faults, '$.initialBalanceUsdt')}
          onChange={(balance) => change({ balance })}
        />
        <TextField
          name="Name, or empty"
          value={draft.sessionId}
          faults={at(faults, '$.sessionId')}
          onChange={(sessionId) => change({ sessionId })}
        />
      </div>
      <Field name="Strategies" faults={at(faults, '$.strategies')}>
        <Strategies of={draft.strategies} onChange={(strategies) => change({ strategies })} />
      </Field>
      <details open={at(faults, '$.limits').length > 0 || undefined}>
        <summary>Limits</summary>
        <div className="start-limits">
          {LIMITS.map(([name, text, otherwise]) => (
            <TextField
              key={name}
              name={text}
              placeholder={otherwise}
              value={draft.limits[name] ?? ''}
              faults={at(faults, `$.limits.${name}`)}
              onChange={(value) => change({ limits: { ...draft.limits, [name]: value } })}
            />
          ))}
        </div>
      </details>
      {problem !== undefined && (
        <p role="alert" className="tone-bad">
          Not started: {problem}
        </p>
      )}
      <button
        type="submit"
        className={`button start-button ${draft.mode === 'LIVE' ? 'button-danger' : ''}`}
        disabled={isSent}
      >
        Start {draft.mode} session
      </button>
    </form>
  );
}

function draftFrom(last: SessionView | undefined): Draft {
  return {
    sessionId: '',
    mode: 'PAPER',
    confirm: '',
    symbols: last?.symbols ?? [],
    balance: last?.initialBalance ?? '10000',
    limits: {},
    strategies: last?.strategies ?? [],
  };
}

/** Returns the faults of a path and of everything in it. */
function at(faults: readonly FieldError[], path: string): FieldError[] {
  return faults.filter(
    (fault) =>
      fault.path === path || (/^[.[]/.test(fault.path.slice(path.length)) && fault.path.startsWith(path)),
  );
}

function Field({
  name,
  faults,
  children,
}: {
  name: string;
  faults: readonly FieldError[];
  children: ReactNode;
}) {
  return (
    <fieldset className="start-field">
      <legend>{name}</legend>
      {children}
      <FieldFaults errors={faults} />
    </fieldset>
  );
}

function TextField({
  name,
  value,
  placeholder,
  faults,
  onChange,
}: {
  name: string;
  value: string;
  placeholder?: string;
  faults: readonly FieldError[];
  onChange: (value: string) => void;
}) {
  return (
    <div className="start-text">
      <label>
        {name}
        <input
          value={value}
          placeholder={placeholder}
          aria-invalid={faults.length > 0}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value.trim())}
        />
      </label>
      {faults.map(({ message }) => (
        <span key={message} className="tone-bad">
          {message}
        </span>
      ))}
    </div>
  );
}

function Symbols({
  chosen,
  onChange,
}: {
  chosen: readonly string[];
  onChange: (symbols: readonly string[]) => void;
}) {
  const instruments = useDashboard((dashboard) => dashboard.instruments);
  const known = [...new Set([...Object.keys(instruments), ...chosen])].sort();
  if (known.length === 0) {
    return <p className="tone-quiet">No instrument is known yet; market data lists them.</p>;
  }
  return (
    <div className="start-symbols">
      {known.map((symbol) => (
        <label key={symbol}>
          <input
            type="checkbox"
            checked={chosen.includes(symbol)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? [...chosen, symbol]
                  : chosen.filter((other) => other !== symbol),
              )
            }
          />
          {symbol}
        </label>
      ))}
    </div>
  );
}

function Strategies({
  of,
  onChange,
}: {
  of: Draft['strategies'];
  onChange: (of: Draft['strategies']) => void;
}) {
  return (
    <>
      <ul>
        {of.map((strategy, index) => (
          <li key={`${String(strategy.id)} ${index}`} className="system-line">
            <b>{String(strategy.id)}</b> version {String(strategy.version)}
            <button
              type="button"
              className="button button-small"
              aria-label={`Leave out ${String(strategy.id)}`}
              onClick={() => onChange(of.toSpliced(index, 1))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      <JsonFile
        label="Add from a JSON file, one definition or a list"
        onRead={(value) => {
          const added = (Array.isArray(value) ? value : [value]) as Record<string, unknown>[];
          onChange([...of, ...added]);
        }}
      />
    </>
  );
}
