import { useEffect, useState } from 'react';
import { fetchPerformance } from '../connection/rest';
import type { Performance } from '../protocol/messages';

const PERIOD_MILLIS = 5000;

export interface Loaded {
  sessionId: string;
  performance?: Performance;
  /** Local time of the answer. */
  at?: number;
  failure?: string;
}

/** Asks for the session's performance again and again while the page is visible; the last answer stays until the next. */
export function usePerformance(sessionId: string | undefined): Loaded | undefined {
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    if (sessionId === undefined) {
      return undefined;
    }
    const aborter = new AbortController();
    const ask = async () => {
      if (document.hidden) {
        return;
      }
      try {
        const performance = await fetchPerformance(sessionId, aborter.signal);
        setLoaded({ sessionId, performance, at: Date.now() });
      } catch (refused) {
        if (!aborter.signal.aborted) {
          const failure = refused instanceof Error ? refused.message : String(refused);
          setLoaded((before) => ({ ...(before?.sessionId === sessionId && before), sessionId, failure }));
        }
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), PERIOD_MILLIS);
    return () => {
      clearInterval(timer);
      aborter.abort();
    };
  }, [sessionId]);
  return loaded?.sessionId === sessionId ? loaded : undefined;
}
