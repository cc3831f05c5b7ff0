import type { ChainLink, OrderView } from '../protocol/messages';

/** Returns how long the venue took from the order to its first fill, or to its answer when nothing was filled; by the times on the log. */
export function latencyMillis({ chain }: OrderView): number | undefined {
  const sent = find(chain, 'OrderSubmitted');
  const done =
    find(chain, 'FillRecorded') ?? find(chain, 'OrderAcknowledged') ?? find(chain, 'OrderRejected');
  return sent === undefined || done === undefined
    ? undefined
    : Math.max(0, Date.parse(done.recordedAt) - Date.parse(sent.recordedAt));
}

function find(chain: readonly ChainLink[], name: string): ChainLink | undefined {
  return chain.find(({ type }) => type.startsWith(`${name}.`));
}
