import type { Resume, ServerMessage } from '../protocol/messages';
import { decode } from '../protocol/decode';
import { backoffMillis } from './backoff';

/** A heartbeat comes each second; without any frame for this long the connection is taken for dead. */
const SILENCE_MILLIS = 5000;
/** Frames are applied together this often, so that a burst costs one rendering. */
const BATCH_MILLIS = 50;
/** A resume that was asked for is given this long before it is asked for again. */
const RESUME_MILLIS = 2000;
const TRY_AGAIN_LATER = 1013;
const TOKEN_EXPIRED = 4401;
const TOO_MANY = 4429;

export type Phase =
  | { name: 'connecting' }
  | { name: 'live' }
  | { name: 'waiting'; retryAt: number; attempt: number; reason: string };

/** What the socket needs from the page. Times are local, in milliseconds. */
export interface SocketListener {
  /** Messages in the order of their arrival; returns whether news is missing. */
  onMessages: (messages: ServerMessage[], receivedAt: number) => { gap: boolean };
  onPhase: (phase: Phase) => void;
  /** What the socket says about who opens it, asked each time. */
  protocols: () => string[];
  /** The gateway no longer knows who opened the socket; the next one needs another word for it. */
  onExpired: () => void;
  /** What to resume from, absent before the first snapshot. */
  resumeFrom: () => Omit<Resume, 'type'> | undefined;
}

function reasonOf(closed: CloseEvent): string {
  switch (closed.code) {
    case TRY_AGAIN_LATER:
      return closed.reason || 'too slow';
    case TOKEN_EXPIRED:
    case TOO_MANY:
      return closed.reason;
    default:
      return 'connection closed';
  }
}

/**
 * Keeps one WebSocket to the gateway open for ever: reconnects with growing, jittered pauses, resumes from the last message that the page
 * has, asks again when messages are missing, and gives up a connection that has gone silent. Returns what closes it for good.
 */
export function keepConnected(url: string, listener: SocketListener): () => void {
  let socket: WebSocket | undefined;
  let attempt = 0;
  let pending: ServerMessage[] = [];
  let lastFrameAt = 0;
  let resumeAskedAt = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let batch: ReturnType<typeof setTimeout> | undefined;

  const askForResume = () => {
    const from = listener.resumeFrom();
    if (
      from !== undefined &&
      socket?.readyState === WebSocket.OPEN &&
      Date.now() - resumeAskedAt >= RESUME_MILLIS
    ) {
      resumeAskedAt = Date.now();
      socket.send(JSON.stringify({ type: 'resume', ...from } satisfies Resume));
    }
  };

  const flush = () => {
    batch = undefined;
    const messages = pending;
    pending = [];
    if (listener.onMessages(messages, Date.now()).gap) {
      askForResume();
    }
  };

  const retryLater = (reason: string) => {
    attempt += 1;
    const wait = backoffMillis(attempt, Math.random());
    listener.onPhase({ name: 'waiting', retryAt: Date.now() + wait, attempt, reason });
    retry = setTimeout(open, wait);
  };

  const abandon = (reason: string) => {
    const abandoned = socket;
    socket = undefined;
    clearTimeout(batch);
    batch = undefined;
    pending = [];
    abandoned?.close();
    retryLater(reason);
  };

  const onFrame = (frame: string) => {
    lastFrameAt = Date.now();
    let message: ServerMessage | undefined;
    try {
      message = decode(frame);
    } catch {
      abandon('the gateway sent something unreadable');
      return;
    }
    if (message === undefined) {
      return;
    }
    attempt = 0;
    listener.onPhase({ name: 'live' });
    pending.push(message);
    batch ??= setTimeout(flush, BATCH_MILLIS);
  };

  const open = () => {
    listener.onPhase({ name: 'connecting' });
    const opened = new WebSocket(url, listener.protocols());
    socket = opened;
    lastFrameAt = Date.now();
    resumeAskedAt = 0;
    opened.onopen = askForResume;
    opened.onmessage = (frame) => {
      if (socket === opened && typeof frame.data === 'string') {
        onFrame(frame.data);
      }
    };
    opened.onclose = (closed) => {
      if (socket === opened) {
        if (closed.code === TOKEN_EXPIRED) {
          listener.onExpired();
        }
        abandon(reasonOf(closed));
      }
    };
  };

  const watch = setInterval(() => {
    if (socket !== undefined && Date.now() - lastFrameAt > SILENCE_MILLIS) {
      abandon(`nothing heard for ${SILENCE_MILLIS / 1000} s`);
    }
  }, 1000);

  open();
  return () => {
    clearInterval(watch);
    clearTimeout(retry);
    clearTimeout(batch);
    const closing = socket;
    socket = undefined;
    closing?.close();
  };
}
