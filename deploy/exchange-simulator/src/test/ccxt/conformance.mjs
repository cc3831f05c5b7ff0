// Drives an unmodified ccxt client through every call it knows for this venue and checks the answers.
// SIM_HTTP, SIM_WS: a simulator without rate limits; SIM_LIMITED_HTTP: one with them.
// SIM_KEY, SIM_SECRET: its account, which nothing else may use meanwhile.
import assert from 'node:assert/strict';
import ccxt from 'ccxt';

const HTTP = process.env.SIM_HTTP;
const WS = process.env.SIM_WS;
const LIMITED_HTTP = process.env.SIM_LIMITED_HTTP;
const KEY = process.env.SIM_KEY;
const SECRET = process.env.SIM_SECRET;
const S = 'BTC/USDT:USDT';
const OTHER = 'ETH/USDT:USDT';
const WATCH_MILLIS = 10_000;

function client(http, secret = SECRET) {
  const ex = new ccxt.pro.mexc({
    apiKey: KEY,
    secret,
    enableRateLimit: false,
    options: { defaultType: 'swap', watchOrderBook: { snapshotDelay: 0, snapshotMaxRetries: 3 } },
    urls: {
      api: {
        spot: { public: http, private: http },
        contract: { public: `${http}/api/v1/contract`, private: `${http}/api/v1/private` },
        ws: { spot: WS, swap: WS },
      },
    },
  });
  ex.has.fetchCurrencies = false;
  ex.fetchSpotMarkets = async () => [];
  return ex;
}

const passed = [];
async function check(name, body) {
  try {
    await body();
    passed.push(name);
  } catch (e) {
    console.error(`FAILED ${name}`);
    throw e;
  }
}

function within(millis, promise, what) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} gave nothing within ${millis} ms`)), millis);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

const watch = (promise, what) => within(WATCH_MILLIS, promise, what);

async function until(what, probe) {
  const deadline = Date.now() + WATCH_MILLIS;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`${what} did not come true within ${WATCH_MILLIS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const ex = client(HTTP);
await ex.loadHttpProxyAgent();
let next = 1;
const oid = () => `conf-${next++}`;
const order = async (id) => (await ex.fetchOrder(id, S)).info;
const price = async () => (await ex.fetchTicker(S)).last;
const away = async (factor) => ex.priceToPrecision(S, (await price()) * factor);
const isolated = (extra = {}) => ({ marginMode: 'isolated', leverage: 20, clientOrderId: oid(), ...extra });
const positions = async () => (await ex.fetchPositions([S])).map((position) => position.info);

// public REST
await check('fetchTime', async () => assert.ok(Math.abs((await ex.fetchTime()) - Date.now()) < 5_000));
await check('fetchStatus', async () => assert.equal((await ex.fetchStatus()).status, 'ok'));
await check('loadMarkets', async () => {
  await ex.loadMarkets();
  const market = ex.market(S);
  assert.equal(market.id, 'BTC_USDT');
  assert.equal(market.swap, true);
  assert.equal(market.contractSize, 0.0001);
  assert.equal(market.limits.leverage.max, 100);
});
await check('fetchLeverageTiers', async () => {
  const tiers = (await ex.fetchLeverageTiers([S]))[S];
  assert.equal(tiers[0].maxLeverage, 100); // all ccxt reads of a custom ladder
  assert.equal(tiers[0].info.riskLimitCustom.length, 4);
});
await check('fetchTicker', async () => {
  const ticker = await ex.fetchTicker(S);
  assert.ok(ticker.bid < ticker.ask, `bid ${ticker.bid} ask ${ticker.ask}`);
  assert.ok(ticker.last > 0 && ticker.baseVolume > 0);
});
await check('fetchTickers of one', async () => assert.deepEqual(await ex.fetchTickers([S]), {}));
await check('fetchTickers of two', async () =>
  assert.deepEqual(Object.keys(await ex.fetchTickers([S, OTHER])).sort(), [S, OTHER]));
await check('fetchOrderBook', async () => {
  const book = await ex.fetchOrderBook(S, 20);
  assert.equal(book.bids.length, 20);
  assert.equal(book.asks.length, 20);
  assert.ok(book.bids[0][0] < book.asks[0][0]);
  assert.ok(book.nonce > 0);
});
await check('fetchTrades', async () => {
  const trades = await ex.fetchTrades(S, undefined, 10);
  assert.equal(trades.length, 10);
  assert.ok(trades.every((trade) => trade.price > 0 && trade.amount >= 1 && ['buy', 'sell'].includes(trade.side)));
  assert.ok(trades[0].timestamp <= trades[9].timestamp);
});
await check('fetchOHLCV', async () => {
  const candles = await ex.fetchOHLCV(S, '1m');
  assert.ok(candles.length > 100);
  for (const [, open, high, low, close, volume] of candles) {
    assert.ok(low <= open && open <= high && low <= close && close <= high && volume >= 1);
  }
  const first = candles[0][0];
  const some = await ex.fetchOHLCV(S, '1m', first, 3);
  assert.equal(some[0][0], first);
  assert.equal(some.length, 3);
});
await check('fetchOHLCV of index and mark', async () => {
  assert.ok((await ex.fetchOHLCV(S, '1m', undefined, undefined, { price: 'index' })).length > 1);
  assert.ok((await ex.fetchOHLCV(S, '1m', undefined, undefined, { price: 'mark' })).length > 1);
});
await check('fetchFundingRate', async () => {
  const rate = await ex.fetchFundingRate(S);
  assert.equal(rate.fundingRate, 0.0001);
  assert.ok(rate.fundingTimestamp > 0);
});
await check('fetchFundingInterval', async () => assert.equal((await ex.fetchFundingInterval(S)).interval, '8h'));
await check('fetchFundingRateHistory', async () => {
  const history = await ex.fetchFundingRateHistory(S);
  assert.ok(history.length >= 1);
  assert.equal(history[0].timestamp % 28_800_000, 0);
});

// account
let startCash;
await check('fetchBalance', async () => {
  const balance = await ex.fetchBalance();
  startCash = balance.USDT.total;
  assert.equal(startCash, 10_000);
  assert.equal(Number(balance.info.data[0].equity), 10_000);
});
await check('fetchPositions when flat', async () => assert.deepEqual(await ex.fetchPositions([S]), []));
await check('fetchPositionMode, setPositionMode', async () => {
  assert.equal((await ex.fetchPositionMode(S)).hedged, true);
  await ex.setPositionMode(false, S);
  assert.equal((await ex.fetchPositionMode(S)).hedged, false);
  await ex.setPositionMode(true, S);
});
await check('setLeverage, fetchLeverage', async () => {
  await ex.setLeverage(25, S, { openType: 1, positionType: 1 });
  const leverage = await ex.fetchLeverage(S);
  assert.equal(leverage.longLeverage, 25);
});
await check('setMarginMode', async () => {
  await ex.setMarginMode('isolated', S, { leverage: 20, direction: 'long' });
  assert.equal((await ex.fetchLeverage(S)).longLeverage, 20);
});

// orders
await check('createOrder market buy, fetchOrder, position, setLeverage by positionId, close', async () => {
  const created = await ex.createOrder(S, 'market', 'buy', 5);
  assert.match(created.id, /^\d{18}$/);
  const filled = await order(created.id);
  assert.equal(filled.state, 3);
  assert.equal(filled.dealVol, 5);
  assert.equal(filled.orderType, 6);
  const [held] = await positions();
  assert.equal(held.holdVol, 5);
  assert.equal(held.positionType, 1);
  assert.equal(held.openType, 2);
  await ex.setLeverage(10, S, { positionId: held.positionId });
  assert.equal((await positions())[0].leverage, 10);
  const closed = await ex.createOrder(S, 'market', 'sell', 5, undefined, { reduceOnly: true });
  assert.equal((await order(closed.id)).side, 4);
  assert.deepEqual(await positions(), []);
});
await check('createOrder limit isolated, fetchOpenOrders, cancelOrder', async () => {
  const created = await ex.createOrder(S, 'limit', 'buy', 5, await away(0.95), isolated({ clientOrderId: 'ext_1' }));
  const resting = await order(created.id);
  assert.equal(resting.state, 2);
  assert.equal(resting.externalOid, 'ext_1');
  assert.equal(resting.openType, 1);
  assert.deepEqual((await ex.fetchOpenOrders(S)).map((open) => open.id), [created.id]);
  assert.deepEqual((await ex.fetchOpenOrders()).map((open) => open.id), [created.id]);
  const frozen = (await ex.fetchBalance()).USDT.used;
  assert.ok(frozen > 0, `frozen ${frozen}`);
  await ex.cancelOrder(created.id, S);
  assert.equal((await order(created.id)).state, 4);
  assert.equal((await ex.fetchBalance()).USDT.used, 0);
  await assert.rejects(ex.cancelOrder(created.id, S), ccxt.InvalidOrder);
});
await check('createOrder twice with one client id', async () =>
  assert.rejects(
    ex.createOrder(S, 'limit', 'buy', 5, await away(0.95), isolated({ clientOrderId: 'ext_1' })),
    (e) => e instanceof ccxt.ExchangeError && e.message.includes('2042'),
  ));
await check('createOrder postOnly', async () => {
  const taking = await ex.createOrder(S, 'limit', 'buy', 5, await away(1.01), isolated({ postOnly: true }));
  const refused = await order(taking.id);
  assert.deepEqual([refused.state, refused.errorCode, refused.dealVol], [4, 20, 0]);
  const resting = await ex.createOrder(S, 'limit', 'buy', 5, await away(0.95), isolated({ postOnly: true }));
  assert.equal((await order(resting.id)).state, 2);
  await ex.cancelOrder(resting.id, S);
});
await check('createOrder IOC (3), FOK (4), market (5)', async () => {
  const ioc = await ex.createOrder(S, 3, 'buy', 5, await away(0.95), isolated());
  assert.deepEqual([(await order(ioc.id)).state, (await order(ioc.id)).errorCode], [4, 18]);
  const fok = await ex.createOrder(S, 4, 'buy', 5, await away(0.95), isolated());
  assert.deepEqual([(await order(fok.id)).state, (await order(fok.id)).errorCode], [4, 19]);
  const market = await ex.createOrder(S, 5, 'buy', 5, undefined, isolated());
  assert.equal((await order(market.id)).state, 3);
});
await check('createOrder with timeInForce, which ccxt does not map', async () => {
  const created = await ex.createOrder(S, 'limit', 'buy', 1, await away(0.95), isolated({ timeInForce: 'IOC' }));
  assert.equal((await order(created.id)).state, 2);
  await ex.cancelOrder(created.id, S);
});
await check('createOrder reduceOnly + hedged, where the side names the position', async () => {
  const created = await ex.createOrder(S, 5, 'buy', 2, undefined, { reduceOnly: true, hedged: true });
  assert.deepEqual([(await order(created.id)).side, (await order(created.id)).state], [4, 3]);
  assert.equal((await positions())[0].holdVol, 3);
});
await check('createOrder params.side = 4', async () => {
  const created = await ex.createOrder(S, 5, 'sell', 3, undefined, { side: 4 });
  assert.equal((await order(created.id)).state, 3);
  assert.deepEqual(await positions(), []);
});
await check('createOrder limit sell opens a short', async () => {
  const created = await ex.createOrder(S, 'limit', 'sell', 2, await away(0.99), isolated());
  assert.deepEqual([(await order(created.id)).side, (await order(created.id)).state], [3, 3]);
  const back = await ex.createOrder(S, 5, 'buy', 2, undefined, { reduceOnly: true });
  assert.equal((await order(back.id)).side, 2);
});
await check('createOrder with attached stop-loss and take-profit', async () => {
  const stops = { stopLossPrice: await away(0.9), takeProfitPrice: await away(1.1) };
  await ex.createOrder(S, 5, 'buy', 2, undefined, isolated(stops));
  const [stop] = (await ex.contractPrivateGetStoporderOpenOrders({ symbol: 'BTC_USDT' })).data;
  assert.equal(Number(stop.stopLossPrice), Number(stops.stopLossPrice));
  assert.equal(Number(stop.vol), 2);
});
await check('closeAllPositions', async () => {
  await ex.closeAllPositions();
  assert.deepEqual(await positions(), []);
  assert.deepEqual((await ex.contractPrivateGetStoporderOpenOrders({})).data, []);
});
await check('createOrder triggerPrice', async () => {
  await ex.createOrder(S, 'limit', 'buy', 1, await away(0.8), { triggerPrice: await away(1.2) });
  const [plan] = (await ex.contractPrivateGetPlanorderListOrders({ states: '1' })).data;
  assert.equal(plan.symbol, 'BTC_USDT');
  await ex.contractPrivatePostPlanorderCancelAll({ symbol: 'BTC_USDT' });
  assert.deepEqual((await ex.contractPrivateGetPlanorderListOrders({ states: '1' })).data, []);
});
await check('cancelOrders, cancelAllOrders', async () => {
  const made = [];
  for (let i = 0; i < 3; i++) {
    made.push((await ex.createOrder(S, 'limit', 'buy', 1, await away(0.95), isolated())).id);
  }
  await ex.cancelOrders(made.slice(0, 2), S);
  assert.deepEqual((await ex.fetchOpenOrders(S)).map((open) => open.id), [made[2]]);
  await ex.cancelAllOrders(S);
  assert.deepEqual(await ex.fetchOpenOrders(S), []);
});
await check('fetchOrders, fetchClosedOrders', async () => {
  assert.ok((await ex.fetchOrders(S)).length >= 10);
  const closed = await ex.fetchClosedOrders(S);
  assert.ok(closed.length >= 5);
  assert.ok(closed.every((one) => one.info.state === 3));
});
await check('fetchMyTrades, fetchOrderTrades', async () => {
  const trades = await ex.fetchMyTrades(S, undefined, 10);
  assert.ok(trades.length >= 5);
  for (const trade of trades) {
    assert.ok(trade.amount >= 1 && trade.price > 0 && trade.timestamp > 0 && trade.fee.cost > 0);
    assert.ok([1, 2, 3, 4].includes(trade.info.side) && trade.side !== undefined);
  }
  const since = trades[0].timestamp;
  assert.ok((await ex.fetchMyTrades(S, since, 10)).every((trade) => trade.timestamp >= since));
  const one = await ex.fetchOrderTrades(trades[0].order, S);
  assert.ok(one.every((trade) => trade.order === trades[0].order));
});
await check('fetchPositionsHistory', async () => {
  const history = (await ex.fetchPositionsHistory([S])).map((position) => position.info);
  assert.ok(history.length >= 4);
  assert.ok(history.every((position) => position.state === 3 && position.holdVol === 0));
  assert.ok((await ex.fetchPositionsHistory()).length >= 4);
});
await check('one-way mode nets and reduces', async () => {
  await ex.setPositionMode(false, S);
  await ex.createOrder(S, 5, 'buy', 3, undefined, isolated());
  await ex.createOrder(S, 5, 'sell', 5, undefined, isolated());
  const [held] = await positions();
  assert.deepEqual([held.positionType, held.holdVol], [2, 2]);
  await ex.createOrder(S, 5, 'buy', 2, undefined, { reduceOnly: true });
  assert.deepEqual(await positions(), []);
  await ex.setPositionMode(true, S);
});

// errors
await check('insufficient balance', async () =>
  assert.rejects(ex.createOrder(S, 5, 'buy', 400_000, undefined, isolated({ leverage: 10 })), ccxt.InsufficientFunds));
await check('zero quantity', async () =>
  assert.rejects(ex.contractPrivatePostOrderCreate({
    symbol: 'BTC_USDT', vol: 0, type: 5, side: 1, openType: 1, leverage: 20,
  }), ccxt.BadRequest));
await check('unknown contract', async () =>
  assert.rejects(ex.contractPublicGetDepthSymbol({ symbol: 'NOPE_USDT' }), ccxt.BadSymbol));
await check('close without position', async () =>
  assert.rejects(ex.createOrder(S, 5, 'sell', 1, undefined, { side: 4 }), ccxt.InvalidOrder));
await check('wrong secret', async () => {
  const wrong = client(HTTP, 'not-the-secret');
  await assert.rejects(wrong.fetchBalance(), ccxt.AuthenticationError);
  await wrong.close();
});
await check('rate limit', async () => {
  const limited = client(LIMITED_HTTP);
  await limited.loadMarkets();
  const calls = Array.from({ length: 6 }, () => limited.createOrder(S, 5, 'buy', 1, undefined, isolated()));
  const results = await Promise.allSettled(calls);
  const refused = results.filter((result) => result.status === 'rejected');
  assert.equal(results.length - refused.length, 4);
  assert.ok(refused.every((result) => result.reason instanceof ccxt.RateLimitExceeded));
  await limited.close();
});

// sockets
await check('watchTrades', async () => assert.ok((await watch(ex.watchTrades(S), 'watchTrades'))[0].price > 0));
await check('watchTicker', async () => assert.ok((await watch(ex.watchTicker(S), 'watchTicker')).last > 0));
await check('watchTickers', async () =>
  assert.ok((await watch(ex.watchTickers([S, OTHER]), 'watchTickers'))[S].last > 0));
await check('watchOHLCV', async () => assert.ok((await watch(ex.watchOHLCV(S, '1m'), 'watchOHLCV'))[0][4] > 0));
await check('watchFundingRate', async () =>
  assert.equal((await watch(ex.watchFundingRate(S), 'watchFundingRate')).fundingRate, 0.0001));
await check('watchOrderBook', async () => {
  for (let i = 0; i < 5; i++) {
    const book = await watch(ex.watchOrderBook(S), 'watchOrderBook');
    assert.ok(book.bids[0][0] < book.asks[0][0], `crossed: ${book.bids[0]} ${book.asks[0]}`);
  }
});
await check('watchOrders, watchMyTrades, watchBalance', async () => {
  const orders = ex.watchOrders(S);
  const trades = ex.watchMyTrades(S);
  const balance = ex.watchBalance();
  await until('the login', async () => Object.values(ex.clients).some((one) => 'login' in one.subscriptions
    || Object.keys(one.subscriptions).length > 0));
  let stop = false;
  const trading = (async () => {
    while (!stop) {
      await ex.createOrder(S, 5, 'buy', 1, undefined, isolated());
      await ex.createOrder(S, 5, 'sell', 1, undefined, { side: 4 });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  try {
    const pushedOrder = (await watch(orders, 'watchOrders'))[0].info;
    assert.match(pushedOrder.orderId, /^\d{18}$/);
    assert.equal(pushedOrder.state, 3);
    const trade = (await watch(trades, 'watchMyTrades'))[0];
    assert.ok(trade.amount === 1 && trade.price > 0 && trade.side !== undefined);
    assert.ok((await watch(balance, 'watchBalance')).USDT.free > 0);
  } finally {
    stop = true;
    await trading;
  }
});
await check('watchPositions is not supported by ccxt', async () => assert.rejects(ex.watchPositions([S]), ccxt.NotSupported));

await check('the books balance', async () => {
  assert.deepEqual(await positions(), []);
  const trades = await ex.contractPrivateGetOrderListOrderDeals({ page_size: 1000 });
  const result = trades.data.reduce((sum, deal) => sum + Number(deal.profit) - Number(deal.fee), 0);
  const balance = (await ex.fetchBalance()).USDT.total;
  assert.ok(Math.abs(startCash + result - balance) < 1e-6, `${startCash} + ${result} must be ${balance}`);
});

await ex.close();
console.log(`ccxt ${ccxt.version} conforms in ${passed.length} checks`);
