package dev.tapedeck.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.simulator.core.Account;
import dev.tapedeck.simulator.core.AccountOpening;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.Instrument;
import dev.tapedeck.simulator.core.Market;
import dev.tapedeck.simulator.core.MarketOpening;
import dev.tapedeck.simulator.core.OrderRequest;
import dev.tapedeck.simulator.core.OrderType;
import dev.tapedeck.simulator.core.Position;
import dev.tapedeck.simulator.core.RiskTier;
import dev.tapedeck.simulator.core.Side;
import dev.tapedeck.simulator.market.BookLevels;
import dev.tapedeck.simulator.market.MarketView;
import dev.tapedeck.simulator.market.PublishedBook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The book of the backtest beside that of the venue's socket, on random markets with orders that take and orders that rest. */
class SeenBookTest {
    private static final long START = 1_767_225_600_000L;
    private static final String SYMBOL = "BTC_USDT";
    private static final BigDecimal TICK = new BigDecimal("0.1");
    private static final int STEPS = 400;

    private int placed;

    @Test
    void hasTheVersionsAndBestPricesOfThePublishedBook() {
        for (int round = 0; round < 60; round++) {
            long seed = 900L + round;
            // Some markets are so cheap that the lower levels do not exist.
            long opening = round % 3 == 0 ? 15 : 10_000;
            int changes = compare(new SplittableRandom(seed), opening, "seed " + seed);
            assertTrue(changes > STEPS / 10, "seed " + seed + ", only " + changes + " changes");
        }
    }

    private int compare(SplittableRandom random, long opening, String seed) {
        Exchange exchange = exchange(opening);
        Market market = exchange.markets().getFirst();
        var published = new MarketView(market).book();
        var seen = new SeenBook(market);
        var resting = new ArrayList<Long>();
        long ticks = opening;
        int changes = 0;
        for (int step = 0; step < STEPS; step++) {
            ticks = Math.max(2, ticks + random.nextInt(5) - 2);
            act(random, exchange, ticks, resting);
            boolean changed = published.publish(exchange.nowMillis()) != null;
            String where = seed + ", step " + step;
            assertEquals(changed, seen.look(exchange.nowMillis()), where);
            assertEquals(published.version(), seen.version(), where);
            assertEquals(published.atMillis(), seen.atMillis(), where);
            assertSameBest(published, seen, where);
            changes += changed ? 1 : 0;
        }
        return changes;
    }

    private void act(SplittableRandom random, Exchange exchange, long ticks, List<Long> resting) {
        Account account = exchange.accounts().iterator().next();
        Side side = random.nextBoolean() ? Side.OPEN_LONG : Side.OPEN_SHORT;
        switch (random.nextInt(40)) {
            case 0 -> exchange.place(account, request(side, OrderType.MARKET, null, 1 + random.nextInt(300)), 0);
            case 1 -> {
                long limit = Math.max(1, ticks + random.nextInt(11) - 5);
                long id = exchange.place(account, request(side, OrderType.LIMIT, limit, 1 + random.nextInt(50)), 0)
                        .orderId();
                resting.add(id);
            }
            case 2, 3 -> {
                if (!resting.isEmpty()) {
                    exchange.cancel(account.order(resting.removeLast()));
                }
            }
            case 4, 5 -> exchange.advanceTo(exchange.nowMillis() + 1_000L * random.nextInt(20));
            case 6 -> {
                // Nothing happens, so that nothing may change.
            }
            default ->
                exchange.trade(0, exchange.nowMillis() + 1, ticks, 1 + random.nextInt(200), random.nextBoolean());
        }
    }

    private static void assertSameBest(PublishedBook published, SeenBook seen, String where) {
        BookLevels asks = published.asks();
        BookLevels bids = published.bids();
        assertEquals(asks.size() > 0 && bids.size() > 0, seen.isTwoSided(), where);
        if (seen.isTwoSided()) {
            assertEquals(asks.ticks(0), seen.bestTicks(true), where);
            assertEquals(asks.contracts(0), seen.bestContracts(true), where);
            assertEquals(bids.ticks(0), seen.bestTicks(false), where);
            assertEquals(bids.contracts(0), seen.bestContracts(false), where);
        }
    }

    private OrderRequest request(Side side, OrderType type, @Nullable Long ticks, long contracts) {
        BigDecimal price = ticks == null ? null : TICK.multiply(BigDecimal.valueOf(ticks));
        return new OrderRequest(
                SYMBOL,
                side.number(),
                type.number(),
                price,
                BigDecimal.valueOf(contracts),
                20,
                Position.ISOLATED,
                "t" + placed++,
                0,
                false,
                null,
                null,
                1,
                1);
    }

    private static Exchange exchange(long openingTicks) {
        var instrument = new Instrument(
                10,
                SYMBOL,
                TICK,
                new BigDecimal("0.01"),
                1_000_000,
                new BigDecimal("0.0004"),
                new BigDecimal("0.0001"),
                new BigDecimal("0.0004"),
                new BigDecimal("0.1"),
                new BigDecimal("0.0001"),
                List.of(new RiskTier(1, 10_000_000, new BigDecimal("0.005"), new BigDecimal("0.01"), 100)),
                START);
        return new Exchange(
                List.of(new MarketOpening(instrument, openingTicks, 100)),
                List.of(new AccountOpening("alice", new BigDecimal("1000000000"))),
                START,
                false,
                Exchange.DEFAULT_LEDGER_LIMIT);
    }
}
