import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Acknowledgement, Trade } from '../protocol/messages';
import { notesOf, isNote, noteKey } from '../store/notes';
import { restrictionsOf } from '../store/restrictions';
import { order, position } from '../test/fixtures';
import { closeFault, liquidationDistance, marginLeft, marginTone, partOf } from './danger';
import { conditionText, protectionText, termsOf } from './definition';
import { curvePoints, drawdownPoints } from './drawdown';
import { latencyMillis } from './latency';
import { levelsOf } from './levels';
import { obedienceText, obedienceTo } from './obedience';
import { panePoints } from './panes';
import { boughtShare, sweepsOf } from './tape';

function acknowledgement(service: string, cell: number, at: string, decisionId = 'd'): Acknowledgement {
  return { service, cell, scope: 'GLOBAL', scopeId: 'all', state: 'HALTED', decisionId, at };
}

describe('obedience', () => {
  const cells = { risk: 3, order: 1 };

  it('names who is missing and who was last', () => {
    const said = [
      acknowledgement('risk', 1, '2026-01-01T00:00:00.040Z'),
      acknowledgement('order', 0, '2026-01-01T00:00:00.010Z'),
      acknowledgement('risk', 0, '2026-01-01T00:00:00.020Z', 'another'),
    ];
    expect(obedienceTo('d', said, cells)).toEqual({
      obeying: 2,
      expected: 4,
      missing: ['risk/0', 'risk/2'],
      slowest: { name: 'risk/1', afterMillis: 30 },
    });
    expect(obedienceText(obedienceTo('d', said, cells))).toBe(
      '2 of 4 cells obey, waiting for risk/0 and 1 more',
    );
  });

  it('does not count a cell that should not be there', () => {
    const said = [acknowledgement('gateway', 7, '2026-01-01T00:00:00Z')];
    expect(obedienceTo('d', said, cells).obeying).toBe(0);
  });
});

function trade(id: number, takerSide: Trade['takerSide'], at: string, quantity = '1'): Trade {
  return { tradeId: String(id), price: `10${id}`, quantity, takerSide, at };
}

describe('the tape', () => {
  it('joins the trades of one order, and calls it a rush when it swept through levels', () => {
    const sweeps = sweepsOf([
      trade(4, 'BUY', 'b', '2'),
      trade(3, 'BUY', 'b', '3'),
      trade(2, 'BUY', 'b'),
      trade(1, 'SELL', 'a'),
    ]);
    expect(sweeps).toHaveLength(2);
    expect(sweeps[0]).toMatchObject({ trades: 3, isRush: true, price: '104' });
    expect(sweeps[0]?.quantity.toFixed()).toBe('6');
    expect(sweeps[1]).toMatchObject({ trades: 1, isRush: false });
  });

  it('keeps all contracts, whatever is joined', () => {
    const trades = fc.array(
      fc.record({
        tradeId: fc.string(),
        price: fc.constant('1'),
        quantity: fc.integer({ min: 1, max: 1000 }).map(String),
        takerSide: fc.constantFrom('BUY' as const, 'SELL' as const),
        at: fc.constantFrom('a', 'b', 'c'),
      }),
    );
    fc.assert(
      fc.property(trades, (some) => {
        const sum = sweepsOf(some).reduce((total, { quantity }) => total + Number(quantity.toFixed()), 0);
        expect(sum).toBe(some.reduce((total, { quantity }) => total + Number(quantity), 0));
      }),
    );
  });

  it('tells which share takers bought', () => {
    expect(boughtShare([])).toBeUndefined();
    expect(boughtShare([trade(1, 'BUY', 'a', '3'), trade(2, 'SELL', 'a', '1')])).toBe(0.75);
  });
});

describe('danger', () => {
  it('measures the way to liquidation against the position', () => {
    const at = (direction: 'LONG' | 'SHORT', liquidationPrice: string) =>
      liquidationDistance(
        position({ direction, venue: { quantity: '1', liquidationPrice } }),
        '100',
      )?.toFixed();
    expect(at('LONG', '80')).toBe('20');
    expect(at('SHORT', '110')).toBe('10');
    expect(at('LONG', '101')).toBe('-1');
  });

  it('warns below the thresholds', () => {
    expect(marginLeft(position({ venue: { quantity: '1', marginRatio: '0.9' } }))).toBeCloseTo(0.1);
    expect([0.1, 0.2, 0.3].map(marginTone)).toEqual(['bad', 'warn', 'good']);
  });

  it('takes a part in whole contracts, at least one', () => {
    expect(partOf('241', 50)).toBe('120');
    expect(partOf('1', 25)).toBe('1');
  });

  it.each(['', '0', '1.5', '-3', '242', 'x'])('refuses to close %s of 241', (text) => {
    expect(closeFault(text, '241')).toBeDefined();
  });
});

describe('a definition', () => {
  it('is said with its units', () => {
    expect(
      conditionText({
        indicator: 'spread_bps',
        operator: 'BETWEEN',
        value: 0,
        upper: 20,
        forSeconds: 3,
        group: ['any0', 'all1'],
      }),
    ).toBe('spread_bps within 0 to 20 bps for 3 s (in any 1, all 2)');
    expect(
      protectionText({ kind: 'STOP_LOSS_GUARD', lookbackSeconds: 3600, trades: 3, pauseSeconds: 60 }),
    ).toBe('stop loss guard: 3 trades, within 1 h 00 m, pauses 1 m 00 s');
    expect(protectionText({ kind: 'LOW_PROFIT', trades: 1 })).toBe('low profit: 1 trade');
    expect(
      termsOf({
        id: 'a',
        version: 1,
        direction: 'LONG',
        notional: '300',
        stopLossBps: 300,
        maxHoldSeconds: 90,
      }),
    ).toEqual([
      ['Opens', '300 USDT'],
      ['Stop', '300 bps'],
      ['Held at most', '1 m 30 s'],
    ]);
  });
});

describe('a target', () => {
  it.each([
    ['LONG', '0.1299'],
    ['SHORT', '0.1175'],
  ] as const)('of a %s position follows from its strategy', (direction, price) => {
    const held = position({ direction, averageEntryPrice: '0.1237' });
    const strategies = [{ id: 'pump', version: 1, direction, takeProfitBps: 500 }];
    const target = levelsOf([held], [], 's1', 'ADX_USDT', strategies).find(({ kind }) => kind === 'target');
    expect(Number(target?.price).toFixed(4)).toBe(price);
  });
});

describe('latency', () => {
  const link = (type: string, recordedAt: string) => ({ topic: '', id: type, time: '', type, recordedAt });

  it('runs from the order to its first fill', () => {
    const chain = [
      link('OrderSubmitted.v1', '2026-01-01T00:00:00.010Z'),
      link('OrderAcknowledged.v1', '2026-01-01T00:00:00.020Z'),
      link('FillRecorded.v1', '2026-01-01T00:00:00.034Z'),
    ];
    expect(latencyMillis(order({ chain }))).toBe(24);
    expect(latencyMillis(order({ chain: chain.slice(0, 2) }))).toBe(10);
    expect(latencyMillis(order({ chain: chain.slice(0, 1) }))).toBeUndefined();
  });
});

describe('the curve', () => {
  it('has a point a second and knows how far it fell', () => {
    const points = curvePoints([
      { t: '2026-01-01T00:00:00Z', equity: '100' },
      { t: '2026-01-01T00:00:00.500Z', equity: '200' },
      { t: '2026-01-01T00:00:02Z', equity: '150' },
    ]);
    expect(points.map(({ value }) => value)).toEqual([200, 150]);
    expect(drawdownPoints(points).map(({ value }) => value)).toEqual([0, -25]);
  });

  it('of an indicator has the last value of each bar', () => {
    const readings = [
      { t: 0, values: { a: 1 } },
      { t: 60, values: { a: 2 } },
      { t: 120, values: { b: 9 } },
      { t: 300, values: { a: 3 } },
    ];
    expect(panePoints(readings, 'a', '5m')).toEqual([
      { time: 0, value: 2 },
      { time: 300, value: 3 },
    ]);
  });
});

describe('notes', () => {
  const note = (type: string, sequence: number, data: unknown) => ({
    id: `${type}${sequence}`,
    type: `${type}.v1`,
    source: 'risk',
    subject: 's1',
    time: '2026-01-01T00:00:00Z',
    sequence,
    data,
  });
  const disabled = note('StrategyDisabled', 5, {
    sessionId: 's1',
    strategyId: 'pump',
    failures: 10,
    limit: 10,
  });
  const enabled = (sequence: number) =>
    note('TradingStateApplied', sequence, {
      sessionId: 's1',
      scope: 'STRATEGY',
      scopeId: 'pump',
      state: 'ACTIVE',
    });
  const triggered = note('ProtectionTriggered', 6, {
    sessionId: 's1',
    strategyId: 'pump',
    kind: 'COOL_DOWN',
    symbol: 'ADX_USDT',
    until: '2026-01-01T00:10:00Z',
    value: '60',
    limit: '600',
  });
  const restrictions = (events: ReturnType<typeof note>[], tapeNow = '2026-01-01T00:05:00Z') =>
    restrictionsOf(
      Object.fromEntries(events.map((event) => [noteKey(event), event])),
      { sessionId: 's1', strategyId: 'pump' },
      tapeNow,
    ).map(({ kind }) => kind);

  it('keep what risk and positions say of different things apart', () => {
    expect(new Set([disabled, enabled(7), triggered].map(noteKey)).size).toBe(3);
    expect(isNote(disabled)).toBe(true);
    expect(isNote(note('OrderApproved', 1, {}))).toBe(false);
    expect(notesOf({ a: disabled, b: triggered }, 'StrategyDisabled')).toEqual([disabled]);
  });

  it('tell that a strategy is disabled until somebody enables it', () => {
    expect(restrictions([disabled])).toEqual(['disabled']);
    expect(restrictions([disabled, enabled(4)])).toEqual(['disabled']);
    expect(restrictions([disabled, enabled(9)])).toEqual([]);
  });

  it('tell that a protection counts until its end on the tape', () => {
    expect(restrictions([triggered])).toEqual(['COOL_DOWN']);
    expect(restrictions([triggered], '2026-01-01T00:10:00Z')).toEqual([]);
  });
});
