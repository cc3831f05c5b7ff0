import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADX, candle, fill, order, position, signal, transition } from '../test/fixtures';
import type { PauseCause } from '../protocol/messages';
import { aggregated, changePercent, redrawn } from './candles';
import { chainOf } from './chain';
import { decimalsOf, exact, fixed, measure, signed } from './decimal';
import { levelsOf } from './levels';
import { marksOf } from './marks';
import { openedAt, unrealised } from './profit';
import { stays } from './ribbon';
import { clock, duration, tenths } from './time';

describe('decimals', () => {
  it('takes the digits of a price from its tick', () => {
    expect(['0.0001', '0.05', '1', '0.00000001'].map(decimalsOf)).toEqual([4, 2, 0, 8]);
  });

  it('shows a price with all digits of its tick', () => {
    expect(fixed('0.1348', 4)).toBe('0.1348');
    expect(fixed('810.25', 2)).toBe('810.25');
    expect(fixed('97123.4', 1)).toBe('97,123.4');
    expect(fixed('0.00001234', 8)).toBe('0.00001234');
  });

  it('loses no digit where a number would', () => {
    expect(exact('123456789012345678.123456789')).toBe('123,456,789,012,345,678.123456789');
  });

  it('writes the sign, and none for what rounds to zero', () => {
    expect(signed('1.005', 2)).toBe('+1.01');
    expect(signed('-1234.5', 2)).toBe('\u22121,234.50');
    expect(signed('-0.001', 2)).toBe('0.00');
  });

  it('keeps the value of any decimal', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.nat({ max: 12 }),
        (unscaled, scale) => {
          const value = new Big(unscaled.toString()).div(new Big(10).pow(scale));
          const shown = exact(value).replaceAll(',', '').replace('\u2212', '-');
          expect(new Big(shown).eq(value)).toBe(true);
        },
      ),
      { seed: 7 },
    );
  });

  it('shows an indicator with six significant digits', () => {
    expect(measure(3.0677712345)).toBe('3.06777');
    expect(measure(-12345.678)).toBe('\u221212,345.7');
  });
});

describe('times', () => {
  it('are shown in UTC when asked', () => {
    expect(clock('2013-11-29T23:59:59.900Z', 'UTC')).toBe('23:59:59');
  });

  it('are told in their two largest units', () => {
    expect([400, 12_000, 200_000, 18_120_000, 187_200_000].map(duration)).toEqual([
      '0 s',
      '12 s',
      '3 m 20 s',
      '5 h 02 m',
      '2 d 4 h',
    ]);
    expect(tenths(420)).toBe('0.4 s');
    expect(duration(-5)).toBe('0 s');
  });
});

describe('candles', () => {
  it('are joined to longer ones, prices as texts and volume exactly', () => {
    const minutes = [
      candle(300, '1.0', { h: '1.2', l: '0.9', v: '0.1' }),
      candle(360, '1.1', { h: '10.0', l: '1.0', v: '0.2' }),
      candle(600, '1.3'),
    ];
    expect(aggregated(minutes, '5m')).toEqual([
      { t: 300, o: '1.0', h: '10.0', l: '0.9', c: '1.1', v: '0.3' },
      candle(600, '1.3'),
    ]);
    expect(aggregated(minutes, '1m')).toBe(minutes);
  });

  it('tell the change from the first open to the last close', () => {
    expect(changePercent([candle(0, '100'), candle(60, '103')])?.toString()).toBe('3');
    expect(changePercent([])).toBeUndefined();
  });

  it('are redrawn from the first that differs', () => {
    const before = [candle(0, '1'), candle(60, '2'), candle(120, '3')];
    expect(redrawn(before, [...before])).toEqual([]);
    expect(redrawn(before, before.with(2, candle(120, '4')))).toEqual([candle(120, '4')]);
    expect(redrawn(before, [...before, candle(180, '5')])).toEqual([candle(180, '5')]);
    expect(redrawn(before, before.with(0, candle(0, '9')))).toHaveLength(3);
  });

  it('are all drawn anew when one disappeared or came in between', () => {
    const before = [candle(0, '1'), candle(120, '3')];
    expect(redrawn(before, [candle(0, '1')])).toBeUndefined();
    expect(redrawn(before, [candle(0, '1'), candle(60, '2'), candle(120, '3')])).toBeUndefined();
    expect(redrawn([], before)).toBeUndefined();
  });
});

describe('profit', () => {
  it('of a long position is the rise times the coins', () => {
    const profit = unrealised(position(), '0.1347', ADX);
    expect(profit?.amount.toFixed()).toBe('26.51');
    expect(profit?.percentOfMargin?.toFixed(4)).toBe('17.7850');
  });

  it('of a short position is negative when the price rises', () => {
    expect(unrealised(position({ direction: 'SHORT' }), '0.1347', ADX)?.amount.toFixed()).toBe('-26.51');
  });

  it('has no share of the margin while the venue was not asked for the leverage', () => {
    const profit = unrealised(position({ leverage: 0 }), '0.1347', ADX);
    expect(profit?.amount.toFixed()).toBe('26.51');
    expect(profit?.percentOfMargin).toBeUndefined();
  });

  it('is not known without a mark price, an entry or the terms', () => {
    const closed = position({ quantity: '0' });
    delete closed.averageEntryPrice;
    expect(unrealised(position(), undefined, ADX)).toBeUndefined();
    expect(unrealised(position(), '0.1347', undefined)).toBeUndefined();
    expect(unrealised(closed, '0.1347', ADX)).toBeUndefined();
  });

  it('counts the age of a position from its first entry after the last exit', () => {
    const fills = [
      fill('4', '2013-11-29T12:00:02Z'),
      fill('3', '2013-11-29T12:00:01Z'),
      fill('x', '2013-11-29T12:00:00Z', { symbol: 'BCH_USDT' }),
      fill('2', '2013-11-29T11:40:00Z', { purpose: 'EXIT' }),
      fill('1', '2013-11-29T11:28:00Z'),
    ];
    expect(openedAt(position(), fills)).toBe('2013-11-29T12:00:01Z');
    expect(openedAt(position(), [])).toBeUndefined();
  });
});

describe('levels', () => {
  it('are the entry, the stop of the entry order and the liquidation of open positions', () => {
    const open = position({ venue: { quantity: '241', liquidationPrice: '0.0625' } });
    const levels = levelsOf(
      [open],
      [order({ purpose: 'EXIT', stopLossPrice: '9' }), order()],
      's1',
      'ADX_USDT',
    );
    expect(levels.map(({ kind, price }) => `${kind} ${price}`)).toEqual([
      'entry 0.1237',
      'stop 0.12',
      'liquidation 0.0625',
    ]);
  });

  it('are none for a closed position or another symbol', () => {
    expect(levelsOf([position({ quantity: '0' })], [order()], 's1', 'ADX_USDT')).toEqual([]);
    expect(levelsOf([position()], [order()], 's1', 'BCH_USDT')).toEqual([]);
  });
});

describe('marks', () => {
  const at = { sessionId: 's1', symbol: 'ADX_USDT', interval: '5m', firstTime: 0 } as const;

  it('stand at the start of their candle, oldest first', () => {
    const marks = marksOf(
      [signal('b', '1970-01-01T00:11:59Z', { section: 'Z1' }), signal('a', '1970-01-01T00:05:01Z')],
      at,
    );
    expect(marks.map(({ id, time }) => `${id} ${time}`)).toEqual(['a 300', 'b 600']);
  });

  it('point into the trade from below for long and from above for short', () => {
    const sides = (direction: 'LONG' | 'SHORT') =>
      marksOf(
        (['E1', 'ZE1', 'O1', 'Z1', 'S1'] as const).map((section) =>
          signal(section, '1970-01-01T00:05:00Z', { section, direction }),
        ),
        at,
      ).map(({ section, above }) => `${section} ${above ? 'above' : 'below'}`);
    expect(sides('LONG')).toEqual(['S1 below', 'Z1 below', 'O1 above', 'ZE1 above', 'E1 above']);
    expect(sides('SHORT')).toEqual(['S1 above', 'Z1 above', 'O1 below', 'ZE1 below', 'E1 below']);
  });

  it('leave out transitions, other symbols and what is older than the candles', () => {
    const signals = [
      transition('t', '1970-01-01T00:10:00Z'),
      signal('other', '1970-01-01T00:10:00Z', { symbol: 'BCH_USDT' }),
      signal('old', '1970-01-01T00:01:00Z'),
    ];
    expect(marksOf(signals, { ...at, firstTime: 300 })).toEqual([]);
  });
});

describe('the ribbon', () => {
  const now = {
    sessionId: 's1',
    strategyId: 'pump',
    symbol: 'ADX_USDT',
    pausedBy: [] as PauseCause[],
  } as const;

  it('tells the stays of a strategy instance, ending in its state now', () => {
    const path = stays({ ...now, state: 'POSITION_ACTIVE', since: '1970-01-01T00:02:00Z' }, [
      transition('2', '1970-01-01T00:02:00Z'),
      signal('1', '1970-01-01T00:01:00Z'),
      signal('other', '1970-01-01T00:00:30Z', { symbol: 'BCH_USDT' }),
    ]);
    expect(path).toEqual([
      { state: 'SIGNAL_DETECTED', paused: false, from: 60, to: 120 },
      { state: 'POSITION_ACTIVE', paused: false, from: 120 },
    ]);
  });

  it('leaves out stays of no duration', () => {
    const path = stays({ ...now, state: 'COOLDOWN', since: '1970-01-01T00:02:00Z' }, [
      transition('2', '1970-01-01T00:02:00Z', { to: 'COOLDOWN' }),
      transition('1', '1970-01-01T00:02:00Z', { to: 'EXITED' }),
    ]);
    expect(path.map(({ state }) => state)).toEqual(['COOLDOWN']);
  });
});

describe('a chain', () => {
  const link = (id: string, recordedAt: string) => ({
    id,
    recordedAt,
    topic: 'ticks',
    type: 'T.v1',
    time: recordedAt,
  });

  it('tells the time of each hop and of all', () => {
    const chain = chainOf([
      link('a', '2026-01-01T00:00:00.000Z'),
      link('b', '2026-01-01T00:00:00.004Z'),
      link('c', '2026-01-01T00:00:00.009Z'),
    ]);
    expect(chain.hops.map(({ afterMillis }) => afterMillis)).toEqual([undefined, 4, 5]);
    expect(chain.totalMillis).toBe(9);
  });

  it('of one link has no time in all', () => {
    expect(chainOf([link('a', '2026-01-01T00:00:00Z')]).totalMillis).toBeUndefined();
  });
});
