const FIRST_MILLIS = 500;
const LONGEST_MILLIS = 10_000;

/**
 * Returns how long to wait before attempt `attempt` (1 is the first retry): doubling from half a second to ten seconds, of which a random
 * half is taken off, so that the pages of a restarted gateway do not return in step.
 *
 * @param random in [0, 1)
 */
export function backoffMillis(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_MILLIS, FIRST_MILLIS * 2 ** (attempt - 1));
  return Math.round(ceiling * (1 - random / 2));
}
