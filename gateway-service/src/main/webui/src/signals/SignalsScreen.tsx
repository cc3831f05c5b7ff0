import { useMemo, useState } from 'react';
import { SECTION_NAMES } from '../domain/words';
import { SignalTable } from '../live/Signals';
import { Filter } from '../parts/Filter';
import { Screen } from '../shell/Screen';
import { isNearMiss, isSignal, type Section, type SignalEnvelope } from '../protocol/messages';
import { useDashboard, useSession } from '../store/selection';

const NEAR_MISS = 'Near miss';
const TRANSITION = 'State change';
const KINDS: readonly string[] = [...Object.keys(SECTION_NAMES), NEAR_MISS, TRANSITION];

function kindOf(event: SignalEnvelope): string {
  if (isSignal(event)) {
    return event.data.section;
  }
  return isNearMiss(event) ? NEAR_MISS : TRANSITION;
}

function sayKind(kind: string): string {
  return kind in SECTION_NAMES ? `${kind}: ${SECTION_NAMES[kind as Section]}` : kind;
}

/** The log of what the strategies decided, with the values that they saw. */
export function SignalsScreen() {
  const session = useSession();
  const signals = useDashboard((dashboard) => dashboard.signals);
  const [kind, setKind] = useState('');
  const [symbol, setSymbol] = useState('');
  const [strategy, setStrategy] = useState('');
  const ofSession = useMemo(
    () => signals.filter(({ data }) => data.sessionId === session?.sessionId),
    [signals, session?.sessionId],
  );
  const rows = useMemo(
    () =>
      ofSession.filter(
        (event) =>
          (kind === '' || kindOf(event) === kind) &&
          (symbol === '' || event.data.symbol === symbol) &&
          (strategy === '' || event.data.strategyId === strategy),
      ),
    [ofSession, kind, symbol, strategy],
  );
  return (
    <Screen
      title="Signals"
      fills
      bar={
        <>
          <Filter name="Kind" value={kind} options={KINDS} say={sayKind} onChange={setKind} />
          <Filter name="Symbol" value={symbol} options={session?.symbols ?? []} onChange={setSymbol} />
          <Filter
            name="Strategy"
            value={strategy}
            options={session?.strategies.map(({ id }) => id) ?? []}
            onChange={setStrategy}
          />
          <span className="screen-bar-end tone-quiet">
            {rows.length} of {ofSession.length}
          </span>
        </>
      }
    >
      <SignalTable rows={rows} />
    </Screen>
  );
}
