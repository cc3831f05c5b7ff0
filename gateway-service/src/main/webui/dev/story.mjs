// A made-up market for looking at the page without the stack: a few symbols that wander, are pumped and fall back, and a strategy that
// trades the pumps. It makes the views and events that PROTOCOL.md of the gateway describes. Everything follows from the seed.

const MINUTE = 60;
const HISTORY_MINUTES = 320;
const STEP_SECONDS = 4;

export const INSTRUMENTS = [
    instrument('ADX_USDT', '10', '0.0001'),
    instrument('BCH_USDT', '0.01', '0.05'),
    instrument('BTC_USDT', '0.0001', '0.1'),
    instrument('SHIB_USDT', '1000', '0.00000001'),
];
const STARTS = [0.1211, 810.25, 97123.4, 0.00001234];
const STRATEGY = {
    id: 'pump-long',
    version: 3,
    direction: 'LONG',
    description: 'Enters a pump early and leaves on weakness',
    sections: {
        S1: [
            { indicator: 'pump_magnitude_300', operator: 'AT_LEAST', value: 2.5 },
            { indicator: 'volume_surge_60_900', operator: 'GREATER_THAN', value: 3, group: ['any0'] },
            {
                indicator: 'price_velocity_30',
                operator: 'AT_LEAST',
                value: 0.02,
                forSeconds: 3,
                group: ['any0'],
            },
        ],
        Z1: [{ indicator: 'spread_bps', operator: 'AT_MOST', value: 20 }],
        ZE1: [{ indicator: 'rsi_60', operator: 'BETWEEN', value: 0, upper: 45 }],
        E1: [{ indicator: 'position_return_bps', operator: 'AT_MOST', value: -150 }],
    },
    notional: '300',
    leverage: 2,
    maxSlippageBps: 50,
    stopLossBps: 300,
    takeProfitBps: 450,
    entryTimeoutSeconds: 60,
    maxHoldSeconds: 1800,
    cooldownSeconds: 720,
    protections: [
        { kind: 'COOL_DOWN', seconds: 600 },
        { kind: 'STOP_LOSS_GUARD', lookbackSeconds: 3600, trades: 3, pauseSeconds: 1800, perSymbol: true },
    ],
};
const FADE = {
    ...STRATEGY,
    id: 'fade-short',
    version: 1,
    direction: 'SHORT',
    description: 'Sells what was pumped',
    protections: undefined,
    takeProfitBps: undefined,
};
const CELLS = { strategy: 6, risk: 3, order: 3 };
const BALANCE = 10_000;
const MARGIN_USED = ['0.31', '0.78', '0.9', '0.05'];

function instrument(symbol, contractSize, priceTick) {
    return {
        symbol,
        contractSize,
        priceTick,
        quantityStep: '1',
        minQuantity: '1',
        maxQuantity: '1000000',
        maxLeverage: 20,
        takerFeeRate: '0.0006',
        makerFeeRate: '0.0002',
        maintenanceMarginRate: '0.005',
    };
}

function randomFrom(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
}

const decimalsOf = (tick) => (tick.includes('.') ? tick.length - tick.indexOf('.') - 1 : 0);
const iso = (seconds) => new Date(seconds * 1000).toISOString();

/**
 * @param publish takes each message without its seq
 */
export function makeStory({ mode, seed, publish }) {
    const random = randomFrom(seed);
    const sessionId = `${mode.toLowerCase()}-20131129-01`;
    const start = Date.parse('2013-11-29T08:00:00Z') / 1000;
    let now = start;
    let ids = 0;
    let ticks = 0;
    const feedsDown = new Map();
    const startedAt = iso(start);
    const account = { equity: BALANCE, margin: 0, reserved: 0, realisedToday: 0 };
    const world = INSTRUMENTS.map((terms, index) => ({
        terms,
        digits: decimalsOf(terms.priceTick),
        price: STARTS[index],
        base: STARTS[index],
        // Minute of each pump, counted from the start.
        pumps: [70 + index * 37, 205 + index * 22, 326 + index * 5, 420 + index * 30],
        volatility: [0.0011, 0.0007, 0.0004, 0.0013][index],
        candles: [],
        strategy: undefined,
        position: undefined,
        realised: 0,
        fees: 0,
        cooldownUntil: 0,
        since: start,
    }));
    const lists = { orders: [], signals: [], fills: [], alerts: [] };
    const tradingStates = new Map();
    const acknowledgements = new Map();
    const notes = [];
    const curve = [];
    const closed = [];
    let session = {
        sessionId,
        mode,
        state: 'RUNNING',
        symbols: INSTRUMENTS.map(({ symbol }) => symbol),
        strategies: [STRATEGY, FADE],
        initialBalance: String(BALANCE),
        limits: {},
        reason: 'started by the operator',
        startedAt,
        changedAt: startedAt,
    };

    const id = (prefix) => `${prefix}-${(++ids).toString(36).padStart(6, '0')}`;
    const text = (coin, price) => price.toFixed(coin.digits);
    const envelope = (type, subject, data, more = {}) => ({
        id: id(type.toLowerCase()),
        type: `${type}.v1`,
        source: 'story',
        subject,
        time: iso(now),
        sequence: ids,
        ...more,
        data,
    });

    function event(topic, list, made) {
        lists[list].unshift(made);
        publish({ type: 'event', topic, event: made });
        return made;
    }

    function strategyView(coin) {
        return {
            sessionId,
            strategyId: STRATEGY.id,
            symbol: coin.terms.symbol,
            state: coin.strategy,
            pausedBy: [],
            since: iso(coin.since),
            ...(coin.episodeId && { episodeId: coin.episodeId }),
        };
    }

    function decision(coin, to) {
        const from = coin.strategy ?? 'INACTIVE';
        coin.strategy = to;
        coin.since = now;
        return {
            sessionId,
            strategyId: STRATEGY.id,
            strategyVersion: STRATEGY.version,
            symbol: coin.terms.symbol,
            from,
            to,
        };
    }

    function raise(coin, section, to, conditions, entry) {
        if (section === 'S1') {
            coin.episodeId = id('episode');
        }
        const data = {
            ...decision(coin, to),
            episodeId: coin.episodeId,
            section,
            direction: 'LONG',
            price: text(coin, coin.price),
            conditions: conditions.map(([indicator, operator, threshold, value]) => ({
                indicator,
                operator,
                threshold,
                value,
                passed: true,
            })),
            ...(entry && { entry }),
        };
        const made = event(
            'signals',
            'signals',
            envelope('SignalRaised', `${sessionId}/${STRATEGY.id}/${coin.terms.symbol}`, data),
        );
        publish({ type: 'strategy', strategy: strategyView(coin) });
        return made;
    }

    function transition(coin, to, reason, detail) {
        const data = {
            ...decision(coin, to),
            ...(coin.episodeId && { episodeId: coin.episodeId }),
            pausedBy: [],
            reason,
            detail,
        };
        event(
            'signals',
            'signals',
            envelope('StrategyStateChanged', `${sessionId}/${STRATEGY.id}/${coin.terms.symbol}`, data),
        );
        publish({ type: 'strategy', strategy: strategyView(coin) });
    }

    function alert(severity, kind, message, details = {}) {
        event(
            'alerts',
            'alerts',
            envelope('AlertRaised', 'story', {
                alertId: id('alert'),
                sessionId,
                severity,
                kind,
                message,
                details,
            }),
        );
    }

    function publishSession() {
        session = { ...session, changedAt: iso(now), account: accountView() };
        publish({ type: 'session', session });
    }

    function accountView() {
        const { equity, margin, reserved, realisedToday } = account;
        return {
            equity: equity.toFixed(8),
            free: (equity - margin - reserved).toFixed(8),
            reserved: reserved.toFixed(8),
            margin: margin.toFixed(8),
            realisedToday: realisedToday.toFixed(8),
            at: iso(now),
        };
    }

    function order(coin, signal, purpose, denied) {
        const entry = purpose === 'ENTRY';
        const contractSize = Number(coin.terms.contractSize);
        const quantity = entry
            ? Math.max(1, Math.floor(300 / (coin.price * contractSize)))
            : coin.position.quantity;
        const orderId = id('o');
        const slippage = 1 + (entry ? 1 : -1) * random() * 0.0012;
        const average = coin.price * slippage;
        const notional = quantity * contractSize * average;
        const fee = notional * 0.0006;
        const recorded = Date.now();
        const chain = [
            ['ticks', 'TradesPrinted.v1', 0],
            ['indicators', 'IndicatorsUpdated.v1', 2 + Math.floor(random() * 3)],
            ['signals', 'SignalRaised.v1', 4 + Math.floor(random() * 3)],
            ['orders', denied ? 'OrderDenied.v1' : 'OrderApproved.v1', 8 + Math.floor(random() * 3)],
            ...(denied
                ? []
                : [
                      ['order-events', 'OrderIntended.v1', 11],
                      ['order-events', 'OrderSubmitted.v1', 12],
                      ['order-events', 'OrderAcknowledged.v1', 19],
                      ['fills', 'FillRecorded.v1', 24],
                      ['order-events', 'OrderFilled.v1', 26],
                  ]),
        ].map(([topic, type, after]) => ({
            topic,
            type,
            id: id(topic),
            time: iso(now),
            recordedAt: new Date(recorded + after).toISOString(),
        }));
        const check = (name, value, limit) => ({
            check: name,
            value: String(value),
            limit: String(limit),
            passed: Number(value) <= Number(limit),
        });
        const checks = [
            check('ORDER_RATE', 1, 10),
            check(
                'OPEN_POSITIONS',
                world.filter((other) => other.position).length + (entry ? 1 : 0),
                denied ? 0 : 3,
            ),
            check('LEVERAGE', 2, 3),
            check('POSITION_SIZE', notional.toFixed(4), 1000),
            check('CONCENTRATION', Math.round((notional / account.equity) * 10_000), 500),
            check('DAILY_LOSS', Math.max(0, -account.realisedToday).toFixed(2), 500),
            check('BUDGET', (notional / 2).toFixed(4), 1000),
        ];
        const view = {
            orderId,
            sessionId,
            strategyId: STRATEGY.id,
            symbol: coin.terms.symbol,
            episodeId: coin.episodeId,
            signalId: signal.id,
            purpose,
            state: denied ? 'DENIED' : 'APPROVED',
            filled: '0',
            fee: '0',
            checks,
            createdAt: iso(now),
            updatedAt: iso(now),
            chain: chain.slice(0, 4),
            ...(denied
                ? { reason: 'OPEN_POSITIONS' }
                : {
                      side: entry ? 'BUY' : 'SELL',
                      direction: 'LONG',
                      quantity: String(quantity),
                      leverage: 2,
                      decisionPrice: text(coin, coin.price),
                      ...(entry && { stopLossPrice: text(coin, coin.price * 0.97) }),
                  }),
        };
        lists.orders.unshift(view);
        publish({ type: 'order', order: view });
        if (denied) {
            alert('WARNING', 'ORDER_DENIED', `Entry of ${coin.terms.symbol} denied`, {
                reason: 'OPEN_POSITIONS',
            });
            return false;
        }
        const slippageBps = (Math.abs(slippage - 1) * 10_000).toFixed(2);
        const filled = {
            ...view,
            state: 'FILLED',
            filled: String(quantity),
            averagePrice: average.toFixed(coin.digits + 2),
            slippageBps,
            fee: fee.toFixed(8),
            venueOrderId: String(739_000_000 + ids),
            updatedAt: iso(now + 0.026),
            chain,
        };
        lists.orders[0] = filled;
        event(
            'fills',
            'fills',
            envelope('FillRecorded', orderId, {
                sessionId,
                orderId,
                venueOrderId: filled.venueOrderId,
                fillId: id('deal'),
                strategyId: STRATEGY.id,
                symbol: coin.terms.symbol,
                episodeId: coin.episodeId,
                purpose,
                side: filled.side,
                direction: 'LONG',
                price: text(coin, average),
                quantity: String(quantity),
                notional: notional.toFixed(8),
                fee: fee.toFixed(8),
                taker: true,
                decisionPrice: filled.decisionPrice,
                slippageBps,
            }),
        );
        publish({ type: 'order', order: filled });
        coin.fees += fee;
        coin.realised -= fee;
        account.realisedToday -= fee;
        account.equity -= fee;
        if (entry) {
            coin.position = { quantity, entry: average };
            account.margin += notional / 2;
        } else {
            const gain = (average - coin.position.entry) * quantity * contractSize;
            account.margin -= (coin.position.entry * quantity * contractSize) / 2;
            coin.position = undefined;
            closed.push({ symbol: coin.terms.symbol, purpose, gain: gain - 2 * fee, fee: 2 * fee });
            coin.realised += gain;
            account.realisedToday += gain;
            account.equity += gain;
        }
        publish({ type: 'position', position: positionView(coin, quantity) });
        publishSession();
        return true;
    }

    function positionView(coin) {
        const held = coin.position;
        const entry = held && held.entry.toFixed(coin.digits + 4);
        return {
            sessionId,
            symbol: coin.terms.symbol,
            direction: 'LONG',
            strategyId: STRATEGY.id,
            quantity: held ? String(held.quantity) : '0',
            ...(held && { averageEntryPrice: entry }),
            leverage: 2,
            realised: coin.realised.toFixed(8),
            fees: coin.fees.toFixed(8),
            venue: {
                quantity: held ? String(held.quantity) : '0',
                ...(held && {
                    averageEntryPrice: entry,
                    liquidationPrice: text(coin, held.entry * 0.505),
                    marginRatio: MARGIN_USED[INSTRUMENTS.indexOf(coin.terms)],
                }),
            },
            agrees: true,
            mark: text(coin, coin.price),
            updatedAt: iso(now),
        };
    }

    function trade(coin, magnitude) {
        const surge = 2 + magnitude * 60;
        const velocity = magnitude / 4;
        switch (coin.strategy) {
            case undefined:
                transition(coin, 'MONITORING', 'SESSION_STARTED', '');
                break;
            case 'MONITORING':
                if (magnitude > 0.03) {
                    raise(coin, 'S1', 'SIGNAL_DETECTED', [
                        ['pump_magnitude_300', 'AT_LEAST', 2.5, magnitude * 100],
                        ['volume_surge_60_900', 'GREATER_THAN', 3, surge],
                    ]);
                }
                break;
            case 'SIGNAL_DETECTED': {
                if (magnitude < 0.028) {
                    raise(coin, 'O1', 'MONITORING', [
                        ['price_velocity_30', 'LESS_THAN', 0.001, velocity / 100],
                    ]);
                    break;
                }
                const signal = raise(
                    coin,
                    'Z1',
                    'ENTRY_EVALUATION',
                    [
                        ['price_velocity_30', 'AT_LEAST', 0.002, velocity],
                        ['spread_bps', 'AT_MOST', 20, 4 + random() * 6],
                    ],
                    {
                        notional: '300',
                        leverage: 2,
                        stopLossPrice: text(coin, coin.price * 0.97),
                        maxSlippageBps: 50,
                    },
                );
                const denied = world.filter((other) => other.position).length >= 3 || random() < 0.12;
                if (order(coin, signal, 'ENTRY', denied)) {
                    transition(
                        coin,
                        'POSITION_ACTIVE',
                        'ENTRY_FILLED',
                        `filled at ${text(coin, coin.price)}`,
                    );
                } else {
                    coin.cooldownUntil = now + 10 * MINUTE;
                    transition(coin, 'COOLDOWN', 'ENTRY_DENIED', 'OPEN_POSITIONS');
                }
                break;
            }
            case 'POSITION_ACTIVE': {
                coin.peak = Math.max(coin.peak ?? 0, coin.price);
                const fallen = coin.price < coin.peak * 0.988;
                const lost = coin.price < coin.position.entry * 0.985;
                if (fallen || lost) {
                    const signal = lost
                        ? raise(coin, 'E1', 'CLOSE_EVALUATION', [
                              [
                                  'position_return_bps',
                                  'AT_MOST',
                                  -150,
                                  (coin.price / coin.position.entry - 1) * 10_000,
                              ],
                          ])
                        : raise(coin, 'ZE1', 'CLOSE_EVALUATION', [
                              ['rsi_60', 'AT_MOST', 45, 31.27 + random() * 10],
                              ['price_velocity_30', 'LESS_THAN', 0, -velocity / 10],
                          ]);
                    order(coin, signal, lost ? 'EMERGENCY_EXIT' : 'EXIT', false);
                    transition(coin, 'EXITED', 'EXIT_FILLED', '');
                    coin.peak = undefined;
                    coin.cooldownUntil = now + 12 * MINUTE;
                    transition(coin, 'COOLDOWN', 'COOLDOWN_STARTED', '12 minutes');
                }
                break;
            }
            case 'COOLDOWN':
                if (now >= coin.cooldownUntil) {
                    coin.episodeId = undefined;
                    transition(coin, 'MONITORING', 'COOLDOWN_ENDED', '');
                }
                break;
            default:
                break;
        }
    }

    function move(coin) {
        const minutes = (now - start) / MINUTE;
        const pump = coin.pumps.find((at) => minutes >= at && minutes < at + 34);
        const since = pump === undefined ? 0 : minutes - pump;
        const target =
            pump === undefined ? coin.base : coin.base * (1 + 0.11 * Math.exp(-((since - 11) ** 2) / 44));
        const pull = pump === undefined ? 0.01 : 0.2;
        coin.base *= 1 + (random() - 0.5) * coin.volatility * 0.25;
        coin.price += (target - coin.price) * pull + coin.price * (random() - 0.5) * coin.volatility;
        const volume = Math.ceil(
            (2 + random() * 9) * (pump === undefined ? 1 : 9 * Math.exp(-((since - 9) ** 2) / 60) + 1),
        );
        const t = Math.floor(now / MINUTE) * MINUTE;
        const price = text(coin, coin.price);
        const last = coin.candles.at(-1);
        if (last?.t === t) {
            coin.candles[coin.candles.length - 1] = {
                ...last,
                h: Number(price) > Number(last.h) ? price : last.h,
                l: Number(price) < Number(last.l) ? price : last.l,
                c: price,
                v: String(Number(last.v) + volume),
            };
        } else {
            coin.candles.push({ t, o: last?.c ?? price, h: price, l: price, c: price, v: String(volume) });
        }
        const past = coin.candles.at(-6)?.c ?? price;
        coin.magnitude = coin.price / Number(past) - 1;
        trade(coin, coin.magnitude);
    }

    function marketView(coin) {
        const tick = Number(coin.terms.priceTick);
        const half = Math.max(tick, coin.price * 0.0002);
        return {
            symbol: coin.terms.symbol,
            last: text(coin, coin.price),
            bid: text(coin, coin.price - half),
            bidSize: String(40 + Math.floor(random() * 400)),
            ask: text(coin, coin.price + half),
            askSize: String(40 + Math.floor(random() * 400)),
            mark: text(coin, coin.price * 0.99998),
            time: iso(now),
        };
    }

    function feedView(coin, index) {
        const downSince = feedsDown.get(coin.terms.symbol);
        return downSince === undefined
            ? {
                  symbol: coin.terms.symbol,
                  state: index === 3 ? 'POLLING' : 'LIVE',
                  ageMillis: Math.round(random() * 400),
              }
            : {
                  symbol: coin.terms.symbol,
                  state: 'STALE',
                  ageMillis: Date.now() - downSince,
                  reason: 'no frame',
              };
    }

    function indicatorsView(coin) {
        const magnitude = (coin.magnitude ?? 0) * 100;
        return {
            symbol: coin.terms.symbol,
            time: iso(now),
            values: {
                price_velocity_30: magnitude / 400,
                pump_magnitude_300: magnitude,
                rsi_60: 50 + Math.max(-30, Math.min(40, magnitude * 8)),
                spread_bps: 4.2,
                twpa_300: coin.price * 0.998,
                volume_surge_60_900: 1 + Math.abs(magnitude),
            },
            notReady: now - start < 1000 * MINUTE ? ['volatility_3600'] : [],
        };
    }

    function tradesOf(coin) {
        const count = 1 + Math.floor(random() * 5);
        const sweeps = random() < 0.25;
        return Array.from({ length: count }, (_, index) => ({
            tradeId: id('trade'),
            price: text(coin, coin.price * (1 + (random() - 0.5) * 0.0004)),
            quantity: String(1 + Math.floor(random() * 30)),
            takerSide: sweeps || random() < 0.55 ? 'BUY' : 'SELL',
            at: iso(now + (sweeps ? 0.5 : index * 0.7)),
        }));
    }

    /** Decides a trading state; the cells obey one after the other, the last one late. */
    function decide({ scope, scopeId = 'all', state, flatten = false, why }, commandId) {
        const subject = `${scope}/${scopeId}`;
        const decision = {
            ...envelope('TradingStateChanged', subject, {
                scope,
                scopeId,
                state,
                flatten,
                who: 'local',
                why,
            }),
            causationid: commandId,
        };
        tradingStates.set(subject, decision);
        publish({ type: 'event', topic: 'trading-state', event: decision });
        Object.entries(CELLS).forEach(([service, count]) => {
            for (let cell = 0; cell < count; cell++) {
                const isLate = service === 'risk' && cell === 2;
                setTimeout(
                    () => {
                        const acknowledgement = {
                            service,
                            cell,
                            scope,
                            scopeId,
                            state,
                            decisionId: decision.id,
                            at: new Date().toISOString(),
                        };
                        acknowledgements.set(`${service}/${cell}/${subject}`, acknowledgement);
                        publish({ type: 'acknowledgement', acknowledgement });
                    },
                    isLate ? 1500 : 20 + cell * 15,
                );
            }
        });
    }

    function note(type, subject, data) {
        const made = envelope(type, subject, data);
        notes.push(made);
        return made;
    }

    function performance() {
        const wins = closed.filter(({ gain }) => gain > 0);
        const losses = closed.filter(({ gain }) => gain <= 0);
        const sum = (list, of) => list.reduce((total, item) => total + of(item), 0);
        const won = sum(wins, ({ gain }) => gain);
        const lost = -sum(losses, ({ gain }) => gain);
        const group = (of) =>
            [...new Set(closed.map(of))].map((key) => {
                const own = closed.filter((trade) => of(trade) === key);
                return {
                    key,
                    trades: own.length,
                    wins: own.filter(({ gain }) => gain > 0).length,
                    realised: sum(own, ({ gain }) => gain).toFixed(8),
                    fees: sum(own, ({ fee }) => fee).toFixed(8),
                };
            });
        return {
            sessionId,
            initialBalance: String(BALANCE),
            equity: account.equity.toFixed(8),
            realised: (account.equity - BALANCE).toFixed(8),
            unrealised: '1.25',
            fees: sum(world, ({ fees }) => fees).toFixed(8),
            funding: '-0.31',
            trades: closed.length,
            wins: wins.length,
            losses: losses.length,
            ...(closed.length > 0 && {
                winRate: wins.length / closed.length,
                expectancy: ((won - lost) / closed.length).toFixed(8),
            }),
            ...(losses.length > 0 && {
                profitFactor: won / lost,
                averageLoss: (-lost / losses.length).toFixed(8),
            }),
            ...(wins.length > 0 && { averageWin: (won / wins.length).toFixed(8) }),
            sharpe: 1.42,
            sortino: 2.03,
            maxDrawdown: '41.20',
            maxDrawdownRate: 0.0041,
            equityCurve: curve,
            bySymbol: group(({ symbol }) => symbol),
            byStrategy: group(() => STRATEGY.id),
            byExit: group(({ purpose }) => (purpose === 'EXIT' ? 'ZE1' : 'E1')),
        };
    }

    /** Moves the tape by one step and publishes what it did. */
    function step() {
        now += STEP_SECONDS;
        ticks += world.length * 3;
        world.filter((coin) => !feedsDown.has(coin.terms.symbol)).forEach(move);
        publish({
            type: 'market',
            markets: world.map(marketView),
            candles: world.map((coin) => ({ symbol: coin.terms.symbol, ...coin.candles.at(-1) })),
            trades: Object.fromEntries(world.map((coin) => [coin.terms.symbol, tradesOf(coin)])),
            feeds: world.map(feedView),
            indicators: world.map(indicatorsView),
        });
        if (now % MINUTE === 0) {
            const open = world
                .filter((coin) => coin.position)
                .reduce(
                    (total, coin) =>
                        total +
                        (coin.price - coin.position.entry) *
                            coin.position.quantity *
                            Number(coin.terms.contractSize),
                    0,
                );
            curve.push({ t: iso(now), equity: (account.equity + open).toFixed(4) });
        }
    }

    function stop(why) {
        session = { ...session, state: 'STOPPED', reason: why };
        publishSession();
    }

    for (let second = 0; second < HISTORY_MINUTES * MINUTE; second += STEP_SECONDS) {
        step();
    }
    session = { ...session, account: accountView() };
    note('PositionsReconciled', `${sessionId}/reconciled`, {
        sessionId,
        askedAt: iso(now - 20),
        positions: 2,
        mismatches: 1,
        cause: 'TIMER',
    });
    note('PositionMismatched', `${sessionId}/SHIB_USDT/LONG/mismatch`, {
        sessionId,
        symbol: 'SHIB_USDT',
        direction: 'LONG',
        kind: 'EXTERNAL_CLOSE',
        own: '24',
        venue: '12',
        evidence: 'no order of ours explains the difference',
        policy: "our position follows the venue's",
    });
    note('ProtectionTriggered', sessionId, {
        sessionId,
        strategyId: STRATEGY.id,
        kind: 'STOP_LOSS_GUARD',
        symbol: 'BTC_USDT',
        until: iso(now + 30 * MINUTE),
        value: '3',
        limit: '3',
    });
    alert('WARNING', 'ProtectionTriggered', `strategy ${STRATEGY.id} does not enter BTC_USDT`, {
        kind: 'LOW_PROFIT',
    });
    note('ProtectionTriggered', sessionId, {
        sessionId,
        strategyId: STRATEGY.id,
        kind: 'LOW_PROFIT',
        symbol: 'ADX_USDT',
        until: iso(now + 90 * MINUTE),
        value: '-4.2',
        limit: '1',
    });
    note('StrategyDisabled', sessionId, {
        sessionId,
        strategyId: FADE.id,
        failures: 10,
        limit: 10,
        lastFailure: 'LEVERAGE',
    });
    alert('CRITICAL', 'PositionMismatch', 'SHIB_USDT LONG: no order of ours explains the difference', {
        own: '24',
        venue: '12',
    });
    alert('INFO', 'SESSION_STARTED', `Session ${sessionId} started`, { symbols: String(world.length) });

    return {
        step,
        stop,
        sessionId,
        decide,
        performance,
        id,
        acknowledge: (alertId) =>
            event('alerts', 'alerts', envelope('AlertAcknowledged', 'gateway', { alertId, user: 'local' })),
        close: (symbol) => {
            const coin = world.find(({ terms }) => terms.symbol === symbol);
            order(coin, lists.signals[0], 'EXIT', false);
            transition(coin, 'COOLDOWN', 'POSITION_CLOSED', 'closed by local');
            coin.cooldownUntil = now + 10 * MINUTE;
        },
        orders: () => lists.orders,
        breakFeed: () => feedsDown.set('SHIB_USDT', Date.now()),
        order: (orderId) => {
            const found = lists.orders.find((candidate) => candidate.orderId === orderId);
            const signal = found && lists.signals.find(({ id: signalId }) => signalId === found.signalId);
            return (
                found && {
                    order: found,
                    events: [],
                    signal,
                    conditions: signal?.data.conditions ?? [],
                    fills: lists.fills.filter(({ data }) => data.orderId === orderId),
                }
            );
        },
        counts: () => ({
            ticks,
            indicators: ticks,
            signals: lists.signals.length,
            orders: lists.orders.length,
            fills: lists.fills.length,
        }),
        snapshot: () => ({
            sessions: [session],
            instruments: INSTRUMENTS,
            feeds: world.map(feedView),
            markets: world.map(marketView),
            candles: Object.fromEntries(world.map((coin) => [coin.terms.symbol, coin.candles.slice(-500)])),
            indicators: world.map(indicatorsView),
            strategies: world.filter((coin) => coin.strategy).map(strategyView),
            positions: world.filter((coin) => coin.fees > 0).map(positionView),
            orders: lists.orders.slice(0, 500),
            signals: lists.signals.slice(0, 500),
            fills: lists.fills.slice(0, 500),
            alerts: lists.alerts.slice(0, 500),
            trades: {},
            tradingStates: [...tradingStates.values()],
            acknowledgements: [...acknowledgements.values()],
            cells: CELLS,
            notes,
            venue: envelope('VenueStatusChanged', 'mexc', {
                venue: 'mexc',
                breaker: 'CLOSED',
                orderBudget: 38,
                clockSkewMillis: 12,
                privateStreamUp: true,
                reason: 'connected',
            }),
        }),
    };
}
