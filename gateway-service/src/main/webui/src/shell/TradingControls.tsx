import { useState } from 'react';
import { setTradingState } from '../connection/rest';
import { spoken } from '../domain/words';
import { AskButton } from '../parts/AskButton';
import { Question } from '../parts/Question';
import type { Scope, TradingState } from '../protocol/messages';
import { useDashboard, useSession, useSymbol } from '../store/selection';
import { Outcome } from './Outcome';
import './TradingControls.css';

interface Command {
  word: string;
  state: TradingState;
  flatten: boolean;
  does: string;
}

const COMMANDS: readonly Command[] = [
  {
    word: 'HALT',
    state: 'HALTED',
    flatten: false,
    does: 'No strategy enters anything more. Open positions stay open, and their exits go on.',
  },
  {
    word: 'REDUCE',
    state: 'REDUCING',
    flatten: false,
    does: 'Only exits are approved from here on. Open positions stay open until their strategies leave.',
  },
  {
    word: 'FLATTEN',
    state: 'HALTED',
    flatten: true,
    does: 'Trading halts, and every open position is closed at the market until nothing is held.',
  },
  { word: 'RESUME', state: 'ACTIVE', flatten: false, does: 'Strategies may enter again at once.' },
];

/** Halt, reduce, flatten and resume: in reach on every screen, each confirmed by typing its word. */
export function TradingControls() {
  return (
    <div className="controls" role="group" aria-label="Trading">
      {COMMANDS.map((command) => (
        <Control key={command.word} command={command} />
      ))}
    </div>
  );
}

function Control({ command }: { command: Command }) {
  return (
    <AskButton
      hint={command.does}
      danger={command.word !== 'RESUME'}
      question={<CommandQuestion command={command} />}
    >
      {command.word}
    </AskButton>
  );
}

function CommandQuestion({ command: { word, state, flatten, does } }: { command: Command }) {
  const [place, setPlace] = useState('GLOBAL/all');
  const [commandId, setCommandId] = useState('');
  const slash = place.indexOf('/');
  const scope = place.slice(0, slash) as Scope;
  const scopeId = place.slice(slash + 1);
  return (
    <Question
      title={`${word[0] ?? ''}${word.slice(1).toLowerCase()} trading?`}
      keep="Leave as it is"
      confirm={word}
      word={word}
      refused="Refused"
      defaultWhy={`${word.toLowerCase()} by the trader`}
      accepted={<Outcome commandId={commandId} subject={place} state={state} flatten={flatten} />}
      act={async (why) =>
        setCommandId(
          await setTradingState({
            scope,
            ...(scope !== 'GLOBAL' && { scopeId }),
            state,
            ...(flatten && { flatten }),
            why,
            confirm: word,
          }),
        )
      }
    >
      <p>{does}</p>
      <Places place={place} onChange={setPlace} />
    </Question>
  );
}

/** Where the command counts. */
function Places({ place, onChange }: { place: string; onChange: (place: string) => void }) {
  const session = useSession();
  const symbol = useSymbol();
  const restricted = useDashboard((dashboard) => dashboard.tradingStates);
  const places = new Map<string, string>([['GLOBAL/all', 'Everywhere']]);
  if (session !== undefined) {
    places.set(`SESSION/${session.sessionId}`, `Session ${session.sessionId}`);
    for (const { id } of session.strategies) {
      places.set(`STRATEGY/${id}`, `Strategy ${id}`);
    }
  }
  if (symbol !== undefined) {
    places.set(`SYMBOL/${symbol}`, `Symbol ${symbol}`);
  }
  for (const { data } of Object.values(restricted)) {
    if (data.state !== 'ACTIVE') {
      const place = `${data.scope}/${data.scopeId}`;
      places.set(place, `${places.get(place) ?? `${spoken(data.scope)} ${data.scopeId}`} (${data.state})`);
    }
  }
  return (
    <label>
      Where
      <select value={place} onChange={(event) => onChange(event.target.value)}>
        {[...places].map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
