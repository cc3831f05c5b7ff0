import type { ChainLink } from '../protocol/messages';

/** A step of the chain with how long after the one before it reached the log. */
export interface Hop {
  link: ChainLink;
  afterMillis?: number;
}

export interface Chain {
  hops: Hop[];
  /** From the first link to the last, absent with fewer than two. */
  totalMillis?: number;
}

/** Returns the hops of a chain in its order; their times are differences of when each reached the log. */
export function chainOf(links: readonly ChainLink[]): Chain {
  const hops = links.map((link, index): Hop => {
    const before = links[index - 1];
    return before === undefined ? { link } : { link, afterMillis: millisBetween(before, link) };
  });
  const first = links[0];
  const last = links.at(-1);
  return links.length < 2 || first === undefined || last === undefined
    ? { hops }
    : { hops, totalMillis: millisBetween(first, last) };
}

function millisBetween(first: ChainLink, second: ChainLink): number {
  return Date.parse(second.recordedAt) - Date.parse(first.recordedAt);
}
