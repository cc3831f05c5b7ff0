import { useState } from 'react';
import { changeStrategy, Refused, type FieldError } from '../connection/rest';
import { AskButton } from '../parts/AskButton';
import { FieldFaults } from '../parts/FieldFaults';
import { JsonFile } from '../parts/JsonFile';
import { Question } from '../parts/Question';
import type { SessionView } from '../protocol/messages';

/** Lets a running session go on with a changed definition, or with one more strategy. The gateway checks it and says what is wrong where. */
export function UploadStrategy({ session }: { session: SessionView }) {
  return (
    <AskButton danger={false} question={<UploadQuestion session={session} />}>
      Upload a definition …
    </AskButton>
  );
}

function UploadQuestion({ session }: { session: SessionView }) {
  const [definition, setDefinition] = useState<Record<string, unknown>>();
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const id = typeof definition?.['id'] === 'string' ? definition['id'] : undefined;
  const running = session.strategies.find((strategy) => strategy.id === id);
  const word = session.mode === 'LIVE' ? 'CHANGE' : undefined;
  const upload = async (why: string) => {
    setErrors([]);
    try {
      await changeStrategy(session.sessionId, id ?? '', definition, why, word);
    } catch (refused) {
      setErrors(refused instanceof Refused ? refused.errors : []);
      throw refused;
    }
  };
  return (
    <Question
      title="Change or add a strategy"
      keep="Leave it"
      confirm={running === undefined ? 'Add strategy' : `Change ${running.id}`}
      refused="Not changed"
      defaultWhy="uploaded by the trader"
      blocked={id === undefined}
      word={word}
      accepted="Accepted. The strategy decides by it from the next tick of each symbol on."
      act={upload}
    >
      <p>
        A JSON file with the whole definition, as at the start of a session, of a higher version than the one
        that runs.
      </p>
      <JsonFile
        label="Definition"
        onRead={(value) => {
          setErrors([]);
          setDefinition(typeof value === 'object' && value !== null ? { ...value } : {});
        }}
      />
      {definition !== undefined && (
        <p className={id === undefined ? 'field-fault' : ''}>
          {id === undefined
            ? 'The file must have an id.'
            : `${id} version ${String(definition['version'])}${running === undefined ? ', new in this session' : `, in place of version ${running.version}`}`}
        </p>
      )}
      <FieldFaults errors={errors} />
    </Question>
  );
}
