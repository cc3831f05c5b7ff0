import {
  isShown,
  type Acknowledgement,
  type AlertEnvelope,
  type Candle,
  type Envelope,
  type Feed,
  type FillRecorded,
  type Indicators,
  type Instrument,
  type Market,
  type MarketMessage,
  type News,
  type OrderView,
  type PositionView,
  type ServerMessage,
  type SessionView,
  type SignalEnvelope,
  type Snapshot,
  type StrategyView,
  type Trade,
  type TradingStateChanged,
  type VenueStatusChanged,
} from '../protocol/messages';
import { isNote, noteKey } from './notes';

/** Rows that a list keeps; the oldest go first. */
const ROWS_MAX = 5000;
/** A day of minutes. */
const CANDLES_MAX = 1440;
const TRADES_MAX = 50;
const MINUTE_SECONDS = 60;

export type BySymbol<T> = Readonly<Record<string, T>>;
export type Panel = 'market' | 'positions' | 'orders' | 'signals' | 'fills' | 'alerts' | 'session';

/** The indicator values at the end of a minute; `t` is its start in epoch seconds. */
export interface Reading {
  t: number;
  values: Record<string, number>;
}

/** A feed's report with the local time at which it came, from which its age grows. */
export interface FeedReport extends Feed {
  receivedAt: number;
}

/** Everything that the gateway told this page. Never changed in place. Lists of orders, signals, fills and alerts are newest first. */
export interface Dashboard {
  /** Absent until the first snapshot. */
  gatewayId?: string;
  seq: number;
  sessions: readonly SessionView[];
  instruments: BySymbol<Instrument>;
  feeds: BySymbol<FeedReport>;
  markets: BySymbol<Market>;
  candles: BySymbol<readonly Candle[]>;
  /** The newest trades, newest first. */
  trades: BySymbol<readonly Trade[]>;
  indicators: BySymbol<Indicators>;
  /** What the indicators were since the page was opened, oldest first. */
  readings: BySymbol<readonly Reading[]>;
  strategies: Readonly<Record<string, StrategyView>>;
  positions: Readonly<Record<string, PositionView>>;
  orders: readonly OrderView[];
  signals: readonly SignalEnvelope[];
  fills: readonly Envelope<FillRecorded>[];
  alerts: readonly AlertEnvelope[];
  tradingStates: Readonly<Record<string, Envelope<TradingStateChanged>>>;
  acknowledgements: Readonly<Record<string, Acknowledgement>>;
  cells: Readonly<Record<string, number>>;
  notes: Readonly<Record<string, Envelope>>;
  venue?: Envelope<VenueStatusChanged>;
  /** Local time of the last change of each panel, in milliseconds. */
  changedAt: Readonly<Partial<Record<Panel, number>>>;
}

export const EMPTY: Dashboard = {
  seq: 0,
  sessions: [],
  instruments: {},
  feeds: {},
  markets: {},
  candles: {},
  trades: {},
  indicators: {},
  readings: {},
  strategies: {},
  positions: {},
  orders: [],
  signals: [],
  fills: [],
  alerts: [],
  tradingStates: {},
  acknowledgements: {},
  cells: {},
  notes: {},
  changedAt: {},
};

export interface Applied {
  dashboard: Dashboard;
  /** Whether news between the last applied one and this message is missing: the caller must ask for a resume. */
  gap: boolean;
}

/**
 * Applies one message. News that was applied before changes nothing; news after a gap is not applied, since it will come again with the
 * resume. Never throws for any order of messages.
 *
 * @param receivedAt local time in milliseconds
 */
export function apply(dashboard: Dashboard, message: ServerMessage, receivedAt: number): Applied {
  if (message.type === 'snapshot') {
    return { dashboard: fromSnapshot(message, dashboard, receivedAt), gap: false };
  }
  if (dashboard.gatewayId === undefined || message.type === 'tooSlow') {
    return { dashboard, gap: false };
  }
  if (message.type === 'heartbeat') {
    return { dashboard, gap: message.seq > dashboard.seq };
  }
  if (message.seq <= dashboard.seq) {
    return { dashboard, gap: false };
  }
  if (message.seq > dashboard.seq + 1) {
    return { dashboard, gap: true };
  }
  return { dashboard: { ...withNews(dashboard, message, receivedAt), seq: message.seq }, gap: false };
}

export function positionKey(position: Pick<PositionView, 'sessionId' | 'symbol' | 'direction'>): string {
  return `${position.sessionId}/${position.symbol}/${position.direction}`;
}

export function strategyKey(strategy: Pick<StrategyView, 'sessionId' | 'strategyId' | 'symbol'>): string {
  return `${strategy.sessionId}/${strategy.strategyId}/${strategy.symbol}`;
}

function acknowledgementKey({ service, cell, scope, scopeId }: Acknowledgement): string {
  return `${service}/${cell}/${scope}/${scopeId}`;
}

/** Readings are the page's own memory: a snapshot adds to them. */
function fromSnapshot(snapshot: Snapshot, before: Dashboard, at: number): Dashboard {
  return {
    gatewayId: snapshot.gatewayId,
    seq: snapshot.seq,
    sessions: snapshot.sessions,
    instruments: keyed(snapshot.instruments, bySymbol),
    feeds: keyed(reports(snapshot.feeds, at), bySymbol),
    markets: keyed(snapshot.markets, bySymbol),
    candles: snapshot.candles,
    trades: withTrades({}, snapshot.trades),
    indicators: keyed(snapshot.indicators, bySymbol),
    readings: withReadings(before.readings, snapshot.indicators),
    strategies: keyed(snapshot.strategies, strategyKey),
    positions: keyed(snapshot.positions, positionKey),
    orders: snapshot.orders,
    signals: snapshot.signals.filter(isShown),
    fills: snapshot.fills,
    alerts: snapshot.alerts,
    tradingStates: keyed(snapshot.tradingStates, (event) => event.subject),
    acknowledgements: keyed(snapshot.acknowledgements ?? [], acknowledgementKey),
    cells: snapshot.cells ?? {},
    notes: keyed(snapshot.notes ?? [], noteKey),
    ...(snapshot.venue && { venue: snapshot.venue }),
    changedAt: { market: at, positions: at, orders: at, signals: at, fills: at, alerts: at, session: at },
  };
}

function withNews(dashboard: Dashboard, news: News, at: number): Dashboard {
  switch (news.type) {
    case 'market':
      return withMarket(dashboard, news, at);
    case 'order':
      return changed(dashboard, 'orders', at, { orders: upserted(dashboard.orders, news.order) });
    case 'position':
      return changed(dashboard, 'positions', at, {
        positions: { ...dashboard.positions, [positionKey(news.position)]: news.position },
      });
    case 'session':
      return changed(dashboard, 'session', at, { sessions: withSession(dashboard.sessions, news.session) });
    case 'strategy':
      return {
        ...dashboard,
        strategies: { ...dashboard.strategies, [strategyKey(news.strategy)]: news.strategy },
      };
    case 'acknowledgement':
      return {
        ...dashboard,
        acknowledgements: {
          ...dashboard.acknowledgements,
          [acknowledgementKey(news.acknowledgement)]: news.acknowledgement,
        },
      };
    case 'event':
      return withEvent(dashboard, news.topic, news.event, at);
    case 'unknown':
      return dashboard;
  }
}

/** The gateway vouches for the form of an event by its topic. */
function withEvent(dashboard: Dashboard, topic: string, event: Envelope, at: number): Dashboard {
  switch (topic) {
    case 'signals':
      return changed(dashboard, 'signals', at, {
        signals: isShown(event) ? prepended(dashboard.signals, event) : dashboard.signals,
      });
    case 'fills':
      return changed(dashboard, 'fills', at, {
        fills: prepended(dashboard.fills, event as Envelope<FillRecorded>),
      });
    case 'alerts':
      return changed(dashboard, 'alerts', at, {
        alerts: prepended(dashboard.alerts, event as AlertEnvelope),
      });
    case 'trading-state':
      return changed(dashboard, 'session', at, {
        tradingStates: {
          ...dashboard.tradingStates,
          [event.subject]: event as Envelope<TradingStateChanged>,
        },
      });
    case 'orders':
    case 'positions':
      return isNote(event)
        ? { ...dashboard, notes: { ...dashboard.notes, [noteKey(event)]: event } }
        : dashboard;
    case 'venue-status':
      return { ...dashboard, venue: event as Envelope<VenueStatusChanged> };
    case 'instruments': {
      const instrument = event.data as Instrument;
      return { ...dashboard, instruments: { ...dashboard.instruments, [instrument.symbol]: instrument } };
    }
    default:
      return dashboard;
  }
}

function withMarket(dashboard: Dashboard, message: MarketMessage, at: number): Dashboard {
  return changed(dashboard, 'market', at, {
    markets: merged(dashboard.markets, message.markets, bySymbol),
    feeds: merged(dashboard.feeds, reports(message.feeds ?? [], at), bySymbol),
    trades: withTrades(dashboard.trades, message.trades),
    indicators: merged(dashboard.indicators, message.indicators, bySymbol),
    readings: withReadings(dashboard.readings, message.indicators ?? []),
    candles: withCandles(dashboard.candles, message.candles ?? []),
  });
}

function withCandles(
  candles: BySymbol<readonly Candle[]>,
  updates: NonNullable<MarketMessage['candles']>,
): BySymbol<readonly Candle[]> {
  if (updates.length === 0) {
    return candles;
  }
  const result: Record<string, readonly Candle[]> = { ...candles };
  for (const { symbol, ...candle } of updates) {
    result[symbol] = withCandle(result[symbol] ?? [], candle);
  }
  return result;
}

/** Candles are ordered by time; nearly every update is to the last or follows it, so the place is searched from the end. */
function withCandle(candles: readonly Candle[], candle: Candle): readonly Candle[] {
  const before = candles.findLastIndex((other) => other.t <= candle.t);
  const replaces = candles[before]?.t === candle.t;
  const result = candles.toSpliced(replaces ? before : before + 1, replaces ? 1 : 0, candle);
  return result.length > CANDLES_MAX ? result.slice(-CANDLES_MAX) : result;
}

/** News come oldest first and are kept newest first. */
function withTrades(
  trades: BySymbol<readonly Trade[]>,
  news: Record<string, readonly Trade[]> | undefined,
): BySymbol<readonly Trade[]> {
  if (news === undefined) {
    return trades;
  }
  const result: Record<string, readonly Trade[]> = { ...trades };
  for (const [symbol, newest] of Object.entries(news)) {
    result[symbol] = [...newest.toReversed(), ...(trades[symbol] ?? [])].slice(0, TRADES_MAX);
  }
  return result;
}

function withReadings(
  readings: BySymbol<readonly Reading[]>,
  news: readonly Indicators[],
): BySymbol<readonly Reading[]> {
  if (news.length === 0) {
    return readings;
  }
  const result: Record<string, readonly Reading[]> = { ...readings };
  for (const { symbol, time, values } of news) {
    const second = Math.floor(Date.parse(time) / 1000);
    const reading = { t: second - (second % MINUTE_SECONDS), values };
    const before = result[symbol] ?? [];
    const last = before.at(-1);
    if (last === undefined || reading.t > last.t) {
      result[symbol] = [...before, reading].slice(-CANDLES_MAX);
    } else if (reading.t === last.t) {
      result[symbol] = before.with(-1, reading);
    }
  }
  return result;
}

function withSession(sessions: readonly SessionView[], session: SessionView): readonly SessionView[] {
  const index = sessions.findIndex((other) => other.sessionId === session.sessionId);
  return index < 0 ? [session, ...sessions] : sessions.with(index, session);
}

function upserted(orders: readonly OrderView[], order: OrderView): readonly OrderView[] {
  const index = orders.findIndex(
    (other) => other.orderId === order.orderId && other.sessionId === order.sessionId,
  );
  return index < 0 ? prepended(orders, order) : orders.with(index, order);
}

function prepended<T>(rows: readonly T[], row: T): readonly T[] {
  return [row, ...rows.slice(0, ROWS_MAX - 1)];
}

function reports(feeds: readonly Feed[], receivedAt: number): FeedReport[] {
  return feeds.map((feed) => ({ ...feed, receivedAt }));
}

function bySymbol(value: { symbol: string }): string {
  return value.symbol;
}

function keyed<T>(values: readonly T[], key: (value: T) => string): Record<string, T> {
  return Object.fromEntries(values.map((value) => [key(value), value]));
}

function merged<T>(
  current: Readonly<Record<string, T>>,
  updates: readonly T[] | undefined,
  key: (value: T) => string,
): Readonly<Record<string, T>> {
  return updates === undefined || updates.length === 0 ? current : { ...current, ...keyed(updates, key) };
}

function changed(dashboard: Dashboard, panel: Panel, at: number, change: Partial<Dashboard>): Dashboard {
  return { ...dashboard, ...change, changedAt: { ...dashboard.changedAt, [panel]: at } };
}
