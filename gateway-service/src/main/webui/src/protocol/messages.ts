/**
 * What the gateway sends, as PROTOCOL.md of the gateway defines it. Exact decimals are strings, times are ISO-8601 UTC strings, a field
 * without a value is absent. Unknown fields and unknown message types are ignored.
 */

/** An exact decimal as text, such as "0.1348". Never turn one into a number to show it. */
export type Decimal = string;
/** An ISO-8601 UTC instant. */
export type Instant = string;

export type Mode = 'PAPER' | 'LIVE';
export type SessionState = 'RUNNING' | 'STOPPED';
export type FeedState = 'LIVE' | 'STALE' | 'RESYNCING' | 'POLLING' | 'DOWN';
export type Side = 'BUY' | 'SELL';
export type Direction = 'LONG' | 'SHORT';
export type Section = 'S1' | 'O1' | 'Z1' | 'ZE1' | 'E1';
export type Purpose = 'ENTRY' | 'EXIT' | 'EMERGENCY_EXIT';
export type Operator = 'GREATER_THAN' | 'AT_LEAST' | 'LESS_THAN' | 'AT_MOST' | 'BETWEEN';
export type TradingState = 'ACTIVE' | 'REDUCING' | 'HALTED';
export type Severity = 'INFO' | 'WARNING' | 'CRITICAL';
/** What keeps a strategy from detecting and entering. */
export type PauseCause =
  | 'FEED_NOT_FRESH'
  | 'VENUE_UNAVAILABLE'
  | 'TRADING_GLOBAL'
  | 'TRADING_SESSION'
  | 'TRADING_STRATEGY'
  | 'TRADING_SYMBOL'
  | 'TRADING_WATCHDOG';

export type StrategyState =
  | 'INACTIVE'
  | 'MONITORING'
  | 'SIGNAL_DETECTED'
  | 'ENTRY_EVALUATION'
  | 'POSITION_ACTIVE'
  | 'CLOSE_EVALUATION'
  | 'EXITED'
  | 'COOLDOWN';
export type OrderState =
  | 'APPROVED'
  | 'DENIED'
  | 'INTENDED'
  | 'SUBMITTED'
  | 'ACKNOWLEDGED'
  | 'PARTIALLY_FILLED'
  | 'FILLED'
  | 'CANCELLED'
  | 'REJECTED'
  | 'QUEUED'
  | 'EXPIRED'
  | 'UNKNOWN';

/** An event as it is on the log. */
export interface Envelope<D = unknown> {
  id: string;
  type: string;
  source: string;
  subject: string;
  time: Instant;
  sequence: number;
  correlationid?: string;
  causationid?: string;
  data: D;
}

export interface Account {
  equity: Decimal;
  free: Decimal;
  reserved: Decimal;
  margin: Decimal;
  realisedToday: Decimal;
  at: Instant;
}

/** A comparison of an indicator, as a definition declares it. */
export interface Condition {
  indicator: string;
  operator: Operator;
  value: number;
  upper?: number;
  forSeconds?: number;
  group?: string[];
}

export interface Sizing {
  kind: string;
  percent?: Decimal;
  riskPercent?: Decimal;
  indicator?: string;
  maxPercentOfEquity?: Decimal;
}

/** What keeps a strategy from entering for a while because of how its trades ended. */
export interface Protection {
  kind: ProtectionKind;
  seconds?: number;
  lookbackSeconds?: number;
  trades?: number;
  pauseSeconds?: number;
  perSymbol?: boolean;
  drawdownPercent?: Decimal;
  profitPercent?: Decimal;
}

export type ProtectionKind = 'COOL_DOWN' | 'STOP_LOSS_GUARD' | 'MAX_DRAWDOWN' | 'LOW_PROFIT';

/** What a strategy does, as its file declares it. */
export interface StrategyDefinition {
  id: string;
  version: number;
  direction: Direction;
  description?: string;
  sections?: Partial<Record<Section, Condition[]>>;
  notional?: Decimal;
  sizing?: Sizing;
  leverage?: number;
  maxSlippageBps?: number;
  stopLossBps?: number;
  entryTimeoutSeconds?: number;
  maxHoldSeconds?: number;
  cooldownSeconds?: number;
  takeProfitBps?: number;
  trailingStopBps?: number;
  trailingActivationBps?: number;
  maxEntriesPerEpisode?: number;
  protections?: Protection[];
  symbols?: string[];
}

export interface SessionView {
  sessionId: string;
  mode: Mode;
  state: SessionState;
  symbols: string[];
  strategies: StrategyDefinition[];
  initialBalance: Decimal;
  limits?: Record<string, Decimal | number>;
  reason: string;
  startedAt: Instant;
  changedAt: Instant;
  account?: Account;
}

export interface RiskCheck {
  check: string;
  value: Decimal;
  limit: Decimal;
  passed: boolean;
}

/** One step from the tick to the fill. `time` is event time, `recordedAt` is when it reached the log. */
export interface ChainLink {
  topic: string;
  id: string;
  time: Instant;
  type: string;
  recordedAt: Instant;
}

export interface OrderView {
  orderId: string;
  sessionId: string;
  strategyId: string;
  symbol: string;
  episodeId: string;
  signalId: string;
  purpose: Purpose;
  side?: Side;
  direction?: Direction;
  state: OrderState;
  quantity?: Decimal;
  filled: Decimal;
  averagePrice?: Decimal;
  decisionPrice?: Decimal;
  limitPrice?: Decimal;
  stopLossPrice?: Decimal;
  leverage?: number;
  /** Positive when worse than the decision price. */
  slippageBps?: Decimal;
  fee: Decimal;
  reason?: string;
  checks: RiskCheck[];
  venueOrderId?: string;
  createdAt: Instant;
  updatedAt: Instant;
  chain: ChainLink[];
}

export interface VenuePosition {
  quantity: Decimal;
  averageEntryPrice?: Decimal;
  liquidationPrice?: Decimal;
  marginRatio?: Decimal;
  unrealised?: Decimal;
}

export interface PositionView {
  sessionId: string;
  symbol: string;
  direction: Direction;
  strategyId?: string;
  /** Contracts; "0" is a closed position. */
  quantity: Decimal;
  averageEntryPrice?: Decimal;
  leverage: number;
  realised: Decimal;
  fees: Decimal;
  venue?: VenuePosition;
  agrees: boolean;
  mark?: Decimal;
  unrealised?: Decimal;
  updatedAt: Instant;
}

export interface Instrument {
  symbol: string;
  /** Coins in one contract. */
  contractSize: Decimal;
  priceTick: Decimal;
  quantityStep: Decimal;
  minQuantity: Decimal;
  maxQuantity: Decimal;
  maxLeverage: number;
}

export interface Market {
  symbol: string;
  last?: Decimal;
  bid?: Decimal;
  /** Contracts at the bid. */
  bidSize?: Decimal;
  ask?: Decimal;
  askSize?: Decimal;
  mark?: Decimal;
  time: Instant;
}

/** `takerSide` crossed the spread; `quantity` is in contracts. */
export interface Trade {
  tradeId: string;
  price: Decimal;
  quantity: Decimal;
  takerSide: Side;
  at: Instant;
}

export interface Feed {
  symbol: string;
  state: FeedState;
  /** When sent; it grows until the next message. */
  ageMillis: number;
  lastFrameAt?: Instant;
  reason?: string;
}

/** One minute of event time; `t` is its start in epoch seconds, `v` is in contracts. */
export interface Candle {
  t: number;
  o: Decimal;
  h: Decimal;
  l: Decimal;
  c: Decimal;
  v: Decimal;
}

export interface Indicators {
  symbol: string;
  time: Instant;
  values: Record<string, number>;
  notReady: string[];
}

export interface StrategyView {
  sessionId: string;
  strategyId: string;
  symbol: string;
  state: StrategyState;
  pausedBy: PauseCause[];
  since: Instant;
  episodeId?: string;
}

export interface ConditionResult {
  indicator: string;
  operator: Operator;
  threshold: number;
  upper?: number;
  /** Absent when the indicator was not ready. */
  value?: number;
  passed: boolean;
  /** The comparison must have held for so long. */
  forSeconds?: number;
  /** It has held for so long; absent while it does not. */
  heldSeconds?: number;
  /** The groups around it, the outermost first: `any` and `all` with a number. */
  group?: string[];
}

/** Either `notional` or `equityBps` is there. */
export interface EntryIntent {
  notional?: Decimal;
  /** Hundredths of a percent of the account's equity. */
  equityBps?: Decimal;
  leverage: number;
  stopLossPrice: Decimal;
  maxSlippageBps: number;
}

interface StrategyDecision {
  sessionId: string;
  strategyId: string;
  strategyVersion: number;
  symbol: string;
  from: StrategyState;
  to: StrategyState;
}

export interface SignalRaised extends StrategyDecision {
  episodeId: string;
  section: Section;
  direction: Direction;
  price: Decimal;
  conditions: ConditionResult[];
  entry?: EntryIntent;
}

export interface StrategyStateChanged extends StrategyDecision {
  episodeId?: string;
  pausedBy: PauseCause[];
  reason: string;
  detail: string;
}

/** A condition that did not pass; `difference` is absent when there was no value. */
export interface MissedCondition {
  condition: ConditionResult;
  difference?: number;
}

/** A detection that led to no position, or not yet. */
export interface NearMissed {
  sessionId: string;
  strategyId: string;
  strategyVersion: number;
  symbol: string;
  episodeId: string;
  reason: string;
  missed: MissedCondition[];
  detail: string;
}

export interface FillRecorded {
  sessionId: string;
  orderId: string;
  fillId: string;
  strategyId: string;
  symbol: string;
  purpose: Purpose;
  side: Side;
  direction: Direction;
  price: Decimal;
  quantity: Decimal;
  notional: Decimal;
  fee: Decimal;
  taker: boolean;
  decisionPrice: Decimal;
  slippageBps: Decimal;
}

export interface AlertRaised {
  alertId: string;
  sessionId?: string;
  severity: Severity;
  kind: string;
  message: string;
  details: Record<string, string>;
}

export interface AlertAcknowledged {
  alertId: string;
  user: string;
}

export type Scope = 'GLOBAL' | 'SESSION' | 'STRATEGY' | 'SYMBOL';

export interface TradingStateChanged {
  scope: Scope;
  scopeId: string;
  state: TradingState;
  flatten?: boolean;
  who: string;
  why: string;
  until?: Instant;
}

export interface VenueStatusChanged {
  venue: string;
  breaker: 'CLOSED' | 'OPEN' | 'HALF_OPEN';
  orderBudget: number;
  clockSkewMillis: number;
  privateStreamUp: boolean;
  reason: string;
}

/** That a cell of a service obeys a trading state; `at` is when it reached the log. */
export interface Acknowledgement {
  service: string;
  cell: number;
  scope: Scope;
  scopeId: string;
  state: TradingState;
  decisionId: string;
  at: Instant;
}

export interface FlattenProgressed {
  sessionId: string;
  decisionId: string;
  positionsLeft: number;
}

export interface PositionsReconciled {
  sessionId: string;
  askedAt: Instant;
  positions: number;
  mismatches: number;
  cause: string;
}

export interface PositionMismatched {
  sessionId: string;
  symbol: string;
  direction: Direction;
  kind: string;
  own: Decimal;
  venue: Decimal;
  evidence: string;
  policy: string;
  reference?: string;
}

export interface StrategyDisabled {
  sessionId: string;
  strategyId: string;
  failures: number;
  limit: number;
  lastFailure: string;
}

export interface ProtectionTriggered {
  sessionId: string;
  strategyId: string;
  kind: ProtectionKind;
  symbol?: string;
  until: Instant;
  value: Decimal;
  limit: Decimal;
}

export interface TradingStateApplied {
  sessionId: string;
  scope: Scope;
  scopeId: string;
  state: TradingState;
}

export type SignalEnvelope = Envelope<SignalRaised> | Envelope<StrategyStateChanged> | Envelope<NearMissed>;
export type AlertEnvelope = Envelope<AlertRaised> | Envelope<AlertAcknowledged>;

export interface Snapshot {
  type: 'snapshot';
  seq: number;
  gatewayId: string;
  serverTime: Instant;
  sessions: SessionView[];
  instruments: Instrument[];
  feeds: Feed[];
  markets: Market[];
  candles: Record<string, Candle[]>;
  /** Oldest first, as in market messages. */
  trades?: Record<string, Trade[]>;
  indicators: Indicators[];
  strategies: StrategyView[];
  positions: PositionView[];
  orders: OrderView[];
  signals: SignalEnvelope[];
  fills: Envelope<FillRecorded>[];
  alerts: AlertEnvelope[];
  tradingStates: Envelope<TradingStateChanged>[];
  acknowledgements?: Acknowledgement[];
  /** How many cells of each service must obey a decision about the trading state. */
  cells?: Record<string, number>;
  /** What holds until something else is said of it. */
  notes?: Envelope[];
  venue?: Envelope<VenueStatusChanged>;
}

export interface MarketMessage {
  type: 'market';
  seq: number;
  markets?: Market[];
  candles?: (Candle & { symbol: string })[];
  trades?: Record<string, Trade[]>;
  feeds?: Feed[];
  indicators?: Indicators[];
}

/** A message that carries news: their `seq` are consecutive. */
export type News =
  | { type: 'event'; seq: number; topic: string; event: Envelope }
  | { type: 'order'; seq: number; order: OrderView }
  | { type: 'position'; seq: number; position: PositionView }
  | { type: 'session'; seq: number; session: SessionView }
  | { type: 'strategy'; seq: number; strategy: StrategyView }
  | { type: 'acknowledgement'; seq: number; acknowledgement: Acknowledgement }
  | { type: 'unknown'; seq: number }
  | MarketMessage;

/** `seq` is that of the last news that the gateway sent to this client. */
export interface Heartbeat {
  type: 'heartbeat';
  seq: number;
  serverTime: Instant;
}

export interface TooSlow {
  type: 'tooSlow';
  seq: number;
}

export type ServerMessage = Snapshot | News | Heartbeat | TooSlow;

/** Asks for everything after `lastSeq`, or for a snapshot when that is not possible. */
export interface Resume {
  type: 'resume';
  gatewayId: string;
  lastSeq: number;
}

/** The answer of `GET /api/trading/orders/{orderId}`. */
export interface OrderLife {
  order: OrderView;
  events: Envelope[];
  signal?: Envelope<SignalRaised>;
  conditions: ConditionResult[];
  fills: Envelope<FillRecorded>[];
}

/** The part of the answer of `GET /api/trading/status` that the page shows. */
export interface GatewayStatus {
  gatewayId: string;
  serverTime: Instant;
  restored: boolean;
  counts: Record<string, number>;
  /** Records that are on the log and that the gateway did not read yet. */
  lag?: number;
  deadLetters: number;
  clients: number;
  history: HistoryStatus;
}

/** How the history is: whether it follows the log, and how many records it is behind. */
export interface HistoryStatus {
  available: boolean;
  lag: number;
  /** Records that the log had forgotten before they were in it. */
  missed: number;
}

/** A part of a session's trades that have something in common. */
export interface TradeGroup {
  key: string;
  trades: number;
  wins: number;
  realised: Decimal;
  fees: Decimal;
}

/** The answer of `GET /api/trading/sessions/{id}/performance`. What is not defined, such as the win rate of no trade, is absent. */
export interface Performance {
  sessionId: string;
  initialBalance: Decimal;
  equity: Decimal;
  realised: Decimal;
  unrealised: Decimal;
  fees: Decimal;
  funding: Decimal;
  trades: number;
  wins: number;
  losses: number;
  winRate?: number;
  profitFactor?: number;
  averageWin?: Decimal;
  averageLoss?: Decimal;
  expectancy?: Decimal;
  sharpe?: number;
  sortino?: number;
  maxDrawdown: Decimal;
  /** Of the peak before it. */
  maxDrawdownRate: number;
  equityCurve: { t: Instant; equity: Decimal }[];
  bySymbol: TradeGroup[];
  byStrategy: TradeGroup[];
  byExit: TradeGroup[];
}

/** The answer of `GET /api/trading/dead-letters`, newest first. */
export interface DeadLetters {
  count: number;
  letters: {
    topic: string;
    partition?: string;
    offset?: string;
    service?: string;
    cause?: string;
    time: Instant;
  }[];
}

/** The topic also holds what a strategy notes for its own recovery; a trader is shown sections, transitions and near misses. */
export function isShown(event: Envelope): event is SignalEnvelope {
  return ['SignalRaised.', 'StrategyStateChanged.', 'NearMissed.'].some((type) =>
    event.type.startsWith(type),
  );
}

export function isNearMiss(event: SignalEnvelope): event is Envelope<NearMissed> {
  return event.type.startsWith('NearMissed.');
}

export function isSignal(event: SignalEnvelope): event is Envelope<SignalRaised> {
  return event.type.startsWith('SignalRaised.');
}

export function isAlert(event: AlertEnvelope): event is Envelope<AlertRaised> {
  return event.type.startsWith('AlertRaised.');
}
