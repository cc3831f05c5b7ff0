import { useState } from 'react';
import { closePosition } from '../connection/rest';
import { closeFault, partOf } from '../domain/danger';
import { exact } from '../domain/decimal';
import { isOpen } from '../domain/profit';
import { AskButton } from '../parts/AskButton';
import { Choice } from '../parts/Choice';
import { Question } from '../parts/Question';
import type { PositionView } from '../protocol/messages';
import { positionKey } from '../store/dashboard';
import { useDashboard } from '../store/selection';

type Share = '25' | '50' | '75' | '100';
const SHARES: readonly (readonly [Share, string])[] = [
  ['25', '25 %'],
  ['50', '50 %'],
  ['75', '75 %'],
  ['100', 'All'],
];

/** Closes a position, or a part of it, at the market after a question. */
export function ClosePosition({ position }: { position: PositionView }) {
  return <AskButton question={<CloseQuestion asked={position} />}>Close …</AskButton>;
}

function CloseQuestion({ asked }: { asked: PositionView }) {
  const position = useDashboard(({ positions }) => positions[positionKey(asked)] ?? asked);
  const { symbol, direction, quantity: held } = position;
  const [share, setShare] = useState<Share>('100');
  const [text, setText] = useState('');
  const quantity = text === '' ? (share === '100' ? held : partOf(held, Number(share))) : text;
  const fault = closeFault(quantity, held);
  const isAll = quantity === held;
  return (
    <Question
      title={`Close ${direction} ${symbol}?`}
      keep="Keep it"
      confirm={isAll ? 'Close all of it' : `Close ${exact(fault === undefined ? quantity : '0')} contracts`}
      refused="Not closed"
      blocked={fault !== undefined}
      accepted="Accepted. The position changes with the fills of the order that follows."
      act={() => closePosition(position, isAll ? undefined : Number(quantity))}
    >
      <p>
        {isOpen(position)
          ? `${exact(held)} contracts are held. A reduce-only order closes them at the market, also while trading is halted or reduced.`
          : 'The position is closed.'}
      </p>
      <Choice
        label="Part"
        options={SHARES}
        value={text === '' ? share : ('' as Share)}
        onChange={(chosen) => {
          setShare(chosen);
          setText('');
        }}
      />
      <label>
        Contracts
        <input
          inputMode="numeric"
          value={text === '' ? quantity : text}
          aria-invalid={fault !== undefined}
          onChange={(event) => setText(event.target.value.trim())}
        />
        {fault !== undefined && <span className="field-fault">{fault}</span>}
      </label>
    </Question>
  );
}
