import { receive, setPhase, setStatus, useLive } from '../store/live';
import { renew, socketProtocols } from './login';
import { fetchStatus } from './rest';
import { keepConnected } from './socket';

const STATUS_MILLIS = 5000;

/** Follows the gateway that served the page, for as long as the page lives. Returns what ends it. */
export function followGateway(): () => void {
  const url = new URL('/ws', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const disconnect = keepConnected(url.href, {
    onMessages: receive,
    onPhase: setPhase,
    protocols: socketProtocols,
    onExpired: () => void renew(),
    resumeFrom: () => {
      const { gatewayId, seq } = useLive.getState().dashboard;
      return gatewayId === undefined ? undefined : { gatewayId, lastSeq: seq };
    },
  });
  const timer = setInterval(() => void askStatus(), STATUS_MILLIS);
  void askStatus();
  return () => {
    clearInterval(timer);
    disconnect();
  };
}

/** A call that fails needs no word: the connection's state tells it already. */
async function askStatus(): Promise<void> {
  const start = performance.now();
  try {
    const status = await fetchStatus();
    setStatus(status, performance.now() - start);
  } catch {
    setStatus(undefined, undefined);
  }
}
