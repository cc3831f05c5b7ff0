import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decode } from '../protocol/decode';
import type { ServerMessage } from '../protocol/messages';
import { backoffMillis } from './backoff';
import { keepConnected, type Phase } from './socket';

class FakeSocket {
  static readonly OPEN = 1;
  static opened: FakeSocket[] = [];
  readyState = 0;
  sent: string[] = [];
  onopen?: () => void;
  onmessage?: (frame: { data: unknown }) => void;
  onclose?: (closed: { code: number; reason: string }) => void;

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {
    FakeSocket.opened.push(this);
  }

  static last(): FakeSocket {
    const last = FakeSocket.opened.at(-1);
    if (last === undefined) {
      throw new Error('no socket was opened');
    }
    return last;
  }

  open() {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  say(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  drop(code = 1006, reason = '') {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }

  send(frame: string) {
    this.sent.push(frame);
  }

  close() {
    this.readyState = 3;
  }
}

const HEARTBEAT = { type: 'heartbeat', seq: 5, serverTime: '2013-11-29T11:30:00Z' };

describe('the connection', () => {
  let phases: Phase[];
  let received: ServerMessage[];
  let gap: boolean;
  let from: { gatewayId: string; lastSeq: number } | undefined;
  let expired: number;
  let disconnect: () => void;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', FakeSocket);
    vi.spyOn(Math, 'random').mockReturnValue(0);
    FakeSocket.opened = [];
    phases = [];
    received = [];
    gap = false;
    from = undefined;
    expired = 0;
    disconnect = keepConnected('ws://host/ws', {
      onMessages: (messages) => {
        received.push(...messages);
        return { gap };
      },
      onPhase: (phase) => phases.push(phase),
      protocols: () => [`token-${FakeSocket.opened.length}`],
      onExpired: () => {
        expired += 1;
      },
      resumeFrom: () => from,
    });
  });

  afterEach(() => {
    disconnect();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('hands over messages in batches, in order', () => {
    FakeSocket.last().open();
    FakeSocket.last().say(HEARTBEAT);
    FakeSocket.last().say({ ...HEARTBEAT, seq: 6 });
    expect(received).toEqual([]);
    vi.advanceTimersByTime(50);
    expect(received.map(({ seq }) => seq)).toEqual([5, 6]);
    expect(phases.at(-1)).toEqual({ name: 'live' });
  });

  it('asks for no resume before the first snapshot', () => {
    FakeSocket.last().open();
    expect(FakeSocket.last().sent).toEqual([]);
  });

  it('comes back after a loss and resumes from the last message', () => {
    FakeSocket.last().open();
    from = { gatewayId: 'g1', lastSeq: 42 };
    FakeSocket.last().drop();
    expect(phases.at(-1)).toMatchObject({ name: 'waiting', attempt: 1 });
    vi.advanceTimersByTime(500);
    expect(FakeSocket.opened).toHaveLength(2);
    FakeSocket.last().open();
    expect(FakeSocket.last().sent).toEqual(['{"type":"resume","gatewayId":"g1","lastSeq":42}']);
  });

  it('comes back with a fresh token and resumes when the old one has expired', () => {
    FakeSocket.last().open();
    from = { gatewayId: 'g1', lastSeq: 42 };
    FakeSocket.last().drop(4401, 'token expired');
    expect(expired).toBe(1);
    expect(phases.at(-1)).toMatchObject({ name: 'waiting', reason: 'token expired' });
    vi.advanceTimersByTime(500);
    expect(FakeSocket.opened.map(({ protocols }) => protocols)).toEqual([['token-0'], ['token-1']]);
    FakeSocket.last().open();
    expect(FakeSocket.last().sent).toEqual(['{"type":"resume","gatewayId":"g1","lastSeq":42}']);
  });

  it('waits longer each time, and starts anew after a message', () => {
    const waits = () => {
      FakeSocket.last().drop();
      const phase = phases.at(-1);
      const wait = phase?.name === 'waiting' ? phase.retryAt - Date.now() : 0;
      vi.advanceTimersByTime(wait);
      return wait;
    };
    expect([waits(), waits(), waits()]).toEqual([500, 1000, 2000]);
    FakeSocket.last().open();
    FakeSocket.last().say(HEARTBEAT);
    expect(waits()).toBe(500);
  });

  it('asks for a resume on a gap, and again only when it is not answered', () => {
    FakeSocket.last().open();
    from = { gatewayId: 'g1', lastSeq: 4 };
    gap = true;
    FakeSocket.last().say(HEARTBEAT);
    vi.advanceTimersByTime(50);
    FakeSocket.last().say(HEARTBEAT);
    vi.advanceTimersByTime(50);
    expect(FakeSocket.last().sent).toHaveLength(1);
    vi.advanceTimersByTime(2000);
    FakeSocket.last().say(HEARTBEAT);
    vi.advanceTimersByTime(50);
    expect(FakeSocket.last().sent).toHaveLength(2);
  });

  it('gives up a connection that went silent', () => {
    FakeSocket.last().open();
    FakeSocket.last().say(HEARTBEAT);
    vi.advanceTimersByTime(7000);
    expect(FakeSocket.opened.length).toBeGreaterThan(1);
    expect(FakeSocket.opened[0]?.readyState).toBe(3);
  });

  it('starts anew when the gateway sends something unreadable', () => {
    FakeSocket.last().open();
    FakeSocket.last().onmessage?.({ data: '{"type":' });
    expect(phases.at(-1)).toMatchObject({ name: 'waiting', reason: 'the gateway sent something unreadable' });
  });

  it('tells why the gateway asks to come back later', () => {
    FakeSocket.last().drop(1013, 'restoring');
    expect(phases.at(-1)).toMatchObject({ name: 'waiting', reason: 'restoring' });
  });

  it('hears nothing more after it was closed for good', () => {
    disconnect();
    FakeSocket.last().say(HEARTBEAT);
    vi.advanceTimersByTime(60_000);
    expect(received).toEqual([]);
    expect(FakeSocket.opened).toHaveLength(1);
  });
});

describe('the pause before a retry', () => {
  it('doubles from half a second to ten seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 20].map((attempt) => backoffMillis(attempt, 0))).toEqual([
      500, 1000, 2000, 4000, 8000, 10_000, 10_000,
    ]);
  });

  it('is shortened by a random half at most', () => {
    expect(backoffMillis(6, 0.999)).toBeGreaterThanOrEqual(5000);
  });
});

describe('a frame', () => {
  it('of an unknown type keeps its place, or is ignored when it has none', () => {
    expect(decode('{"type":"later","seq":7}')).toEqual({ type: 'unknown', seq: 7 });
    expect(decode('{"type":"later"}')).toBeUndefined();
  });

  it('without a type or a seq is refused', () => {
    expect(() => decode('[]')).toThrow('must be an object with a type');
    expect(() => decode('{"type":"order","seq":1.5}')).toThrow('seq must be a whole number');
  });
});
