import { useEffect, useState } from 'react';
import { fetchDeadLetters } from '../connection/rest';
import { exact } from '../domain/decimal';
import { useFormats } from '../live/useFormats';
import type { DeadLetters } from '../protocol/messages';

const PERIOD_MILLIS = 10_000;

/** What a service could not read: from which topic, where, and why. */
export function DeadLetterList() {
  const [known, setKnown] = useState<DeadLetters>();
  const [failure, setFailure] = useState<string>();
  const formats = useFormats();
  useEffect(() => {
    const aborter = new AbortController();
    const ask = () =>
      fetchDeadLetters(aborter.signal).then(
        (letters) => {
          setKnown(letters);
          setFailure(undefined);
        },
        (refused: unknown) => {
          if (!aborter.signal.aborted) {
            setFailure(refused instanceof Error ? refused.message : String(refused));
          }
        },
      );
    void ask();
    const timer = setInterval(() => void ask(), PERIOD_MILLIS);
    return () => {
      clearInterval(timer);
      aborter.abort();
    };
  }, []);
  return (
    <>
      {failure !== undefined && <p className="tone-warn">Not renewed: {failure}</p>}
      {known !== undefined && (
        <p className={known.count === 0 ? 'tone-good' : 'tone-bad'}>
          {known.count === 0 ? '✓ None' : `${exact(String(known.count))} could not be read`}
        </p>
      )}
      {known !== undefined && known.letters.length > 0 && (
        <ul className="system-list system-letters">
          {known.letters.map(({ topic, partition, offset, service, cause, time }) => (
            <li key={`${topic}/${partition ?? ''}/${offset ?? ''}/${service ?? ''}/${time}`}>
              <div className="system-line">
                <b>{topic}</b>
                <span className="mono">
                  {partition ?? '?'}@{offset ?? '?'}
                </span>
                <span className="tone-quiet">
                  {service} {formats.date(time)} {formats.time(time)}
                </span>
              </div>
              <div>{cause ?? 'without a cause'}</div>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
