import { useEffect, useState } from 'react';

/** Returns the local time in milliseconds, renewed with the given period. */
export function useNow(periodMillis: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), periodMillis);
    return () => clearInterval(timer);
  }, [periodMillis]);
  return now;
}
