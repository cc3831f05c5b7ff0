import type {
  AlertRaised,
  Candle,
  Envelope,
  FillRecorded,
  Instrument,
  OrderView,
  PositionView,
  SessionView,
  NearMissed,
  SignalRaised,
  Snapshot,
  StrategyStateChanged,
} from '../protocol/messages';

export const SESSION: SessionView = {
  sessionId: 's1',
  mode: 'PAPER',
  state: 'RUNNING',
  symbols: ['ADX_USDT', 'BCH_USDT'],
  strategies: [{ id: 'pump', version: 3, direction: 'LONG' }],
  initialBalance: '10000',
  reason: 'started',
  startedAt: '2013-11-29T08:00:00Z',
  changedAt: '2013-11-29T08:00:00Z',
};

export const ADX: Instrument = {
  symbol: 'ADX_USDT',
  contractSize: '10',
  priceTick: '0.0001',
  quantityStep: '1',
  minQuantity: '1',
  maxQuantity: '1000000',
  maxLeverage: 20,
};

export function position(change: Partial<PositionView> = {}): PositionView {
  return {
    sessionId: 's1',
    symbol: 'ADX_USDT',
    direction: 'LONG',
    strategyId: 'pump',
    quantity: '241',
    averageEntryPrice: '0.1237',
    leverage: 2,
    realised: '-0.17',
    fees: '0.17',
    agrees: true,
    updatedAt: '2013-11-29T11:28:04Z',
    ...change,
  };
}

export function order(change: Partial<OrderView> = {}): OrderView {
  return {
    orderId: 'o1',
    sessionId: 's1',
    strategyId: 'pump',
    symbol: 'ADX_USDT',
    episodeId: 'e1',
    signalId: 'z1',
    purpose: 'ENTRY',
    side: 'BUY',
    direction: 'LONG',
    state: 'FILLED',
    quantity: '241',
    filled: '241',
    averagePrice: '0.1237',
    stopLossPrice: '0.12',
    leverage: 2,
    slippageBps: '4.2',
    fee: '0.17',
    checks: [{ check: 'LEVERAGE', value: '2', limit: '3', passed: true }],
    createdAt: '2013-11-29T11:28:04Z',
    updatedAt: '2013-11-29T11:28:05Z',
    chain: [],
    ...change,
  };
}

function envelope<D>(type: string, id: string, time: string, data: D): Envelope<D> {
  return { id, type, source: 'test', subject: 'test', time, sequence: 1, data };
}

export function signal(id: string, time: string, change: Partial<SignalRaised> = {}): Envelope<SignalRaised> {
  return envelope('SignalRaised.v1', id, time, {
    sessionId: 's1',
    strategyId: 'pump',
    strategyVersion: 3,
    symbol: 'ADX_USDT',
    from: 'MONITORING',
    to: 'SIGNAL_DETECTED',
    episodeId: 'e1',
    section: 'S1',
    direction: 'LONG',
    price: '0.1234',
    conditions: [
      { indicator: 'pump_magnitude_300', operator: 'AT_LEAST', threshold: 2.5, value: 3.06777, passed: true },
      { indicator: 'rsi_60', operator: 'BETWEEN', threshold: 0, upper: 30, passed: false },
    ],
    ...change,
  });
}

export function transition(
  id: string,
  time: string,
  change: Partial<StrategyStateChanged> = {},
): Envelope<StrategyStateChanged> {
  return envelope('StrategyStateChanged.v1', id, time, {
    sessionId: 's1',
    strategyId: 'pump',
    strategyVersion: 3,
    symbol: 'ADX_USDT',
    from: 'ENTRY_EVALUATION',
    to: 'POSITION_ACTIVE',
    pausedBy: [],
    reason: 'ENTRY_FILLED',
    detail: '',
    ...change,
  });
}

export function nearMiss(id: string, time: string, change: Partial<NearMissed> = {}): Envelope<NearMissed> {
  return envelope('NearMissed.v1', id, time, {
    sessionId: 's1',
    strategyId: 'pump',
    strategyVersion: 3,
    symbol: 'ADX_USDT',
    episodeId: 'e1',
    reason: 'Z1_TIMED_OUT',
    missed: [
      {
        condition: {
          indicator: 'price_momentum_10',
          operator: 'AT_LEAST',
          threshold: 2,
          value: 1.25,
          passed: false,
          forSeconds: 3,
          group: ['any0'],
        },
        difference: -0.75,
      },
    ],
    detail: 'Z1 did not fire in time',
    ...change,
  });
}

export function fill(id: string, time: string, change: Partial<FillRecorded> = {}): Envelope<FillRecorded> {
  return envelope('FillRecorded.v1', id, time, {
    sessionId: 's1',
    orderId: 'o1',
    fillId: id,
    strategyId: 'pump',
    symbol: 'ADX_USDT',
    purpose: 'ENTRY',
    side: 'BUY',
    direction: 'LONG',
    price: '0.1237',
    quantity: '241',
    notional: '298.117',
    fee: '0.1788702',
    taker: true,
    decisionPrice: '0.1236',
    slippageBps: '8.1',
    ...change,
  });
}

export function alert(id: string, change: Partial<AlertRaised> = {}): Envelope<AlertRaised> {
  return envelope('AlertRaised.v1', id, '2013-11-29T11:00:00Z', {
    alertId: id,
    severity: 'WARNING',
    kind: 'FEED_STALE',
    message: 'no frame for 12 s',
    details: {},
    ...change,
  });
}

export function candle(t: number, close: string, change: Partial<Candle> = {}): Candle {
  return { t, o: close, h: close, l: close, c: close, v: '1', ...change };
}

export function snapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    type: 'snapshot',
    seq: 10,
    gatewayId: 'g1',
    serverTime: '2013-11-29T11:30:00Z',
    sessions: [SESSION],
    instruments: [ADX],
    feeds: [{ symbol: 'ADX_USDT', state: 'LIVE', ageMillis: 120 }],
    markets: [
      {
        symbol: 'ADX_USDT',
        last: '0.1348',
        mark: '0.1347',
        bid: '0.1347',
        ask: '0.1349',
        time: '2013-11-29T11:30:00Z',
      },
    ],
    candles: {},
    indicators: [],
    strategies: [],
    positions: [],
    orders: [],
    signals: [],
    fills: [],
    alerts: [],
    tradingStates: [],
    ...change,
  };
}
