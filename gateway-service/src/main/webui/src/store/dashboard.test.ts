import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { News, ServerMessage } from '../protocol/messages';
import { alert, candle, order, position, SESSION, signal, snapshot } from '../test/fixtures';
import { apply, EMPTY, type Dashboard } from './dashboard';

const AT = 1000;

function play(start: Dashboard, ...messages: ServerMessage[]): Dashboard {
  return messages.reduce((dashboard, message) => apply(dashboard, message, AT).dashboard, start);
}

const started = play(EMPTY, snapshot());

describe('a snapshot', () => {
  it('replaces everything that was known', () => {
    const old = play(EMPTY, snapshot({ orders: [order()], positions: [position()], alerts: [alert('a')] }));
    const fresh = play(old, snapshot({ gatewayId: 'g2', seq: 3 }));
    expect(fresh).toEqual(play(EMPTY, snapshot({ gatewayId: 'g2', seq: 3 })));
  });

  it('is taken even when its seq is lower, since a restarted gateway counts anew', () => {
    expect(play(started, snapshot({ gatewayId: 'g2', seq: 1 })).seq).toBe(1);
  });
});

describe('news', () => {
  it('of what a strategy notes for its own recovery is not shown as a signal', () => {
    const noted = { ...signal('s', '2013-11-29T11:00:00Z'), type: 'StrategyActivated.v1' };
    const dashboard = play(
      EMPTY,
      { ...snapshot(), signals: [noted] },
      { type: 'event', seq: 11, topic: 'signals', event: noted },
    );
    expect(dashboard.signals).toEqual([]);
    expect(dashboard.seq).toBe(11);
  });

  it('before the first snapshot changes nothing and asks for nothing', () => {
    const applied = apply(EMPTY, { type: 'order', seq: 11, order: order() }, AT);
    expect(applied).toEqual({ dashboard: EMPTY, gap: false });
  });

  it('with the next seq is applied', () => {
    const { dashboard, gap } = apply(started, { type: 'order', seq: 11, order: order() }, AT);
    expect(dashboard.orders).toEqual([order()]);
    expect(dashboard.seq).toBe(11);
    expect(gap).toBe(false);
  });

  it('that was applied before changes nothing', () => {
    const message: ServerMessage = { type: 'event', seq: 11, topic: 'alerts', event: alert('a') };
    const once = play(started, message);
    expect(apply(once, message, AT)).toEqual({ dashboard: once, gap: false });
  });

  it('after a gap is not applied and tells of the gap', () => {
    const applied = apply(started, { type: 'order', seq: 13, order: order() }, AT);
    expect(applied).toEqual({ dashboard: started, gap: true });
  });

  it('after a gap is applied when the resume brings what was missing', () => {
    const dashboard = play(
      started,
      { type: 'order', seq: 12, order: order({ orderId: 'o2' }) },
      { type: 'order', seq: 11, order: order() },
      { type: 'order', seq: 12, order: order({ orderId: 'o2' }) },
    );
    expect(dashboard.orders.map(({ orderId }) => orderId)).toEqual(['o2', 'o1']);
  });

  it('of an unknown type keeps its place in the sequence', () => {
    const dashboard = play(started, { type: 'unknown', seq: 11 }, { type: 'order', seq: 12, order: order() });
    expect(dashboard.orders).toHaveLength(1);
  });
});

describe('a heartbeat', () => {
  it('with the seq that the page has tells of no gap', () => {
    expect(apply(started, { type: 'heartbeat', seq: 10, serverTime: '' }, AT)).toEqual({
      dashboard: started,
      gap: false,
    });
  });

  it('with a later seq tells of a gap', () => {
    expect(apply(started, { type: 'heartbeat', seq: 11, serverTime: '' }, AT).gap).toBe(true);
  });
});

describe('an order', () => {
  it('replaces its earlier form in its place', () => {
    const dashboard = play(
      started,
      { type: 'order', seq: 11, order: order({ state: 'APPROVED' }) },
      { type: 'order', seq: 12, order: order({ orderId: 'o2' }) },
      { type: 'order', seq: 13, order: order({ state: 'FILLED' }) },
    );
    expect(dashboard.orders.map(({ orderId, state }) => `${orderId} ${state}`)).toEqual([
      'o2 FILLED',
      'o1 FILLED',
    ]);
  });
});

describe('the market', () => {
  it('keeps what a message does not mention', () => {
    const dashboard = play(started, {
      type: 'market',
      seq: 11,
      markets: [{ symbol: 'BCH_USDT', last: '810.25', time: '2013-11-29T11:30:01Z' }],
    });
    expect(Object.keys(dashboard.markets)).toEqual(['ADX_USDT', 'BCH_USDT']);
    expect(dashboard.feeds).toBe(started.feeds);
  });

  it('replaces, inserts and appends candles by their time', () => {
    const before = play(EMPTY, snapshot({ candles: { ADX_USDT: [candle(60, '1'), candle(180, '3')] } }));
    const after = play(before, {
      type: 'market',
      seq: 11,
      candles: [
        { symbol: 'ADX_USDT', ...candle(180, '3.5') },
        { symbol: 'ADX_USDT', ...candle(120, '2') },
        { symbol: 'ADX_USDT', ...candle(240, '4') },
        { symbol: 'BCH_USDT', ...candle(240, '800') },
      ],
    });
    expect(after.candles['ADX_USDT']?.map(({ t, c }) => [t, c])).toEqual([
      [60, '1'],
      [120, '2'],
      [180, '3.5'],
      [240, '4'],
    ]);
    expect(after.candles['BCH_USDT']).toHaveLength(1);
    expect(before.candles['ADX_USDT']).toHaveLength(2);
  });

  it('remembers when a feed reported, so that its age can grow', () => {
    expect(started.feeds['ADX_USDT']).toMatchObject({ ageMillis: 120, receivedAt: AT });
  });
});

describe('lists', () => {
  it('put events in front and keep five thousand', () => {
    let dashboard = started;
    for (let seq = 11; seq < 5111; seq++) {
      dashboard = play(dashboard, {
        type: 'event',
        seq,
        topic: 'signals',
        event: signal(`s${seq}`, '2013-11-29T11:00:00Z'),
      });
    }
    expect(dashboard.signals).toHaveLength(5000);
    expect(dashboard.signals[0]?.id).toBe('s5110');
  });

  it('replace a session and add a new one in front', () => {
    const dashboard = play(
      started,
      { type: 'session', seq: 11, session: { ...SESSION, state: 'STOPPED' } },
      { type: 'session', seq: 12, session: { ...SESSION, sessionId: 's2' } },
    );
    expect(dashboard.sessions.map(({ sessionId, state }) => `${sessionId} ${state}`)).toEqual([
      's2 RUNNING',
      's1 STOPPED',
    ]);
  });
});

describe('any delivery', () => {
  const news: News[] = [
    { type: 'order', seq: 11, order: order({ state: 'APPROVED' }) },
    { type: 'event', seq: 12, topic: 'signals', event: signal('s', '2013-11-29T11:00:00Z') },
    { type: 'position', seq: 13, position: position() },
    { type: 'market', seq: 14, candles: [{ symbol: 'ADX_USDT', ...candle(60, '1') }] },
    { type: 'order', seq: 15, order: order({ state: 'FILLED' }) },
    { type: 'event', seq: 16, topic: 'alerts', event: alert('a') },
  ];
  const straight = play(started, ...news);

  it('in any order, with losses and repeats, ends in the same picture after one resume', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: news.length - 1 }), { maxLength: 30 }), (delivered) => {
        const messages = delivered.map((index) => news[index]).filter((message) => message !== undefined);
        const disturbed = play(started, ...messages);
        const resumed = play(disturbed, ...news.filter(({ seq }) => seq > disturbed.seq));
        expect(resumed).toEqual(straight);
      }),
      { seed: 20131129 },
    );
  });
});

describe('the trades of a symbol', () => {
  const trade = (id: number) =>
    ({
      tradeId: String(id),
      price: '1',
      quantity: '1',
      takerSide: 'BUY',
      at: '2013-11-29T11:30:00Z',
    }) as const;

  it('are kept newest first, and the newest only', () => {
    const first = play(EMPTY, snapshot({ trades: { ADX_USDT: [trade(1), trade(2)] } }));
    const many = Array.from({ length: 49 }, (_, index) => trade(index + 3));
    const next = play(first, { type: 'market', seq: 11, trades: { ADX_USDT: many } });
    expect(next.trades['ADX_USDT']?.map(({ tradeId }) => Number(tradeId))).toEqual(
      Array.from({ length: 50 }, (_, index) => 51 - index),
    );
  });
});

describe('the readings of indicators', () => {
  const at = (time: string, value: number) => [
    { symbol: 'ADX_USDT', time, values: { a: value }, notReady: [] },
  ];

  it('are the last of each minute, and outlive a new snapshot', () => {
    const dashboard = play(
      EMPTY,
      snapshot({ indicators: at('2013-11-29T11:30:01Z', 1) }),
      { type: 'market', seq: 11, indicators: at('2013-11-29T11:30:59Z', 2) },
      { type: 'market', seq: 12, indicators: at('2013-11-29T11:31:00Z', 3) },
      snapshot({ gatewayId: 'g2', indicators: at('2013-11-29T11:31:30Z', 4) }),
    );
    expect(dashboard.readings['ADX_USDT']?.map(({ values }) => values['a'])).toEqual([2, 4]);
  });
});

describe('an acknowledgement', () => {
  it('replaces the one before of the same cell and scope', () => {
    const said = (seq: number, decisionId: string): ServerMessage => ({
      type: 'acknowledgement',
      seq,
      acknowledgement: {
        service: 'risk',
        cell: 2,
        scope: 'GLOBAL',
        scopeId: 'all',
        state: 'HALTED',
        decisionId,
        at: '',
      },
    });
    const after = play(started, said(11, 'first'), said(12, 'second'));
    expect(Object.values(after.acknowledgements).map(({ decisionId }) => decisionId)).toEqual(['second']);
  });
});
