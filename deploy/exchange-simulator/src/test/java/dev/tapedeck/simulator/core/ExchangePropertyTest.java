package dev.tapedeck.simulator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random markets and random clients; the books must balance all along. */
class ExchangePropertyTest {
    private static final int STEPS = 3000;
    private static final int CHECKED_EVERY = 7;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void booksBalanceWhateverHappens(long seed) {
        Run run = new Run(seed);
        for (int step = 0; step < STEPS; step++) {
            run.step();
            if (step % CHECKED_EVERY == 0) {
                run.checkInvariants("seed " + seed + " step " + step);
            }
        }
        assertTrue(run.exchange.ledger().fills().size() > 50, "seed " + seed + " must trade");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void equalInputsGiveEqualLedgers(long seed) {
        assertEquals(ledgerAfter(seed), ledgerAfter(seed), "seed " + seed);
    }

    private static String ledgerAfter(long seed) {
        Run run = new Run(seed);
        for (int step = 0; step < STEPS; step++) {
            run.step();
        }
        Ledger ledger = run.exchange.ledger();
        String fills = ledger.fills().stream()
                .map(fill -> fill.id() + " " + fill.order().id() + " " + fill.ticks() + " " + fill.vol() + " "
                        + fill.fee() + " " + fill.profit() + " " + fill.atMillis())
                .collect(Collectors.joining("\n"));
        return fills + ledger.movements();
    }

    /** One random history. */
    private static final class Run {
        private final SplittableRandom random;
        private final Exchange exchange;
        private final Market market;
        private final List<Account> accounts;
        private long ticks = TestVenue.OPENING_TICKS;
        private int orders;

        Run(long seed) {
            random = new SplittableRandom(seed);
            exchange = new Exchange(
                    List.of(new MarketOpening(TestVenue.INSTRUMENT, ticks, 100)),
                    List.of(
                            new AccountOpening("alice", new BigDecimal("5000")),
                            new AccountOpening("bob", new BigDecimal("5000"))),
                    TestVenue.START,
                    false,
                    Exchange.DEFAULT_LEDGER_LIMIT);
            market = exchange.markets().getFirst();
            accounts = new ArrayList<>(exchange.accounts());
            exchange.changePositionMode(accounts.get(1), Account.ONE_WAY);
        }

        void step() {
            exchange.changes().clear();
            Account account = accounts.get(random.nextInt(2));
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4 -> print();
                case 5, 6, 7 -> place(account);
                case 8 -> {
                    List<Order> open = new ArrayList<>(account.openOrders());
                    if (!open.isEmpty()) {
                        exchange.cancel(open.get(random.nextInt(open.size())));
                    }
                }
                default -> exchange.advanceTo(exchange.nowMillis() + random.nextLong(600_000));
            }
        }

        private void print() {
            int widest = random.nextInt(20) == 0 ? 300 : 5;
            ticks = Math.max(100, ticks + random.nextInt(-widest, widest + 1));
            exchange.trade(
                    0,
                    exchange.nowMillis() + random.nextLong(2000),
                    ticks,
                    random.nextLong(1, 400),
                    random.nextBoolean());
        }

        private void place(Account account) {
            Side side = List.of(Side.values()).get(random.nextInt(4));
            OrderType type = List.of(OrderType.values()).get(random.nextInt(6));
            long limit = Math.max(1, ticks + random.nextInt(-40, 41));
            boolean stopped = side.opens() && random.nextInt(4) == 0;
            BigDecimal stop = TestVenue.INSTRUMENT.price(side.buys() ? limit - 100 : limit + 100);
            exchange.place(
                    account,
                    new OrderRequest(
                            TestVenue.SYMBOL,
                            side.number(),
                            type.number(),
                            TestVenue.INSTRUMENT.price(limit),
                            BigDecimal.valueOf(random.nextLong(1, 600)),
                            20 + 10 * random.nextInt(3),
                            random.nextInt(5) == 0 ? Position.CROSS : Position.ISOLATED,
                            "p" + orders++,
                            0,
                            random.nextInt(8) == 0,
                            stopped ? stop : null,
                            null,
                            1 + random.nextInt(2),
                            1),
                    0);
        }

        void checkInvariants(String at) {
            checkBook(at);
            checkOrders(at);
            for (Account account : accounts) {
                checkCash(account, at);
                checkHoldings(account, at);
            }
        }

        private void checkBook(String at) {
            DepthSide asks = new DepthSide();
            DepthSide bids = new DepthSide();
            market.depth(true, asks);
            market.depth(false, bids);
            for (int level = 1; level < asks.size(); level++) {
                assertTrue(asks.ticks(level) > asks.ticks(level - 1), at);
            }
            for (int level = 1; level < bids.size(); level++) {
                assertTrue(bids.ticks(level) < bids.ticks(level - 1), at);
            }
            if (asks.size() > 0 && bids.size() > 0) {
                assertTrue(bids.ticks(0) < asks.ticks(0), at + ": " + bids.ticks(0) + " / " + asks.ticks(0));
            }
        }

        private void checkOrders(String at) {
            Map<Long, Long> filled = new HashMap<>();
            for (Fill fill : exchange.ledger().fills()) {
                filled.merge(fill.order().id(), fill.vol(), Long::sum);
            }
            for (Account account : accounts) {
                for (Order order : account.orders()) {
                    assertEquals(filled.getOrDefault(order.id(), 0L), order.dealVol(), at);
                    assertTrue(order.dealVol() <= order.vol(), at);
                    assertEquals(order.state() == OrderState.FILLED, order.remainingVol() == 0, at);
                    assertEquals(order.state().isFinal(), !account.openOrders().contains(order), at);
                }
            }
        }

        private void checkCash(Account account, String at) {
            BigDecimal expected = new BigDecimal("5000");
            for (Fill fill : exchange.ledger().fills()) {
                if (fill.order().account() == account) {
                    expected = expected.add(fill.profit()).subtract(fill.fee());
                }
            }
            for (FundingSettlement funding : exchange.ledger().fundings()) {
                if (funding.position().account() == account) {
                    expected = expected.add(funding.amount());
                }
            }
            BigDecimal moved = exchange.ledger().movements().stream()
                    .filter(movement -> movement.account().equals(account.name()))
                    .map(AccountMovement::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertEquals(0, expected.compareTo(account.cash()), at);
            assertEquals(0, moved.compareTo(account.cash()), at);
        }

        private void checkHoldings(Account account, String at) {
            BigDecimal frozen = account.openOrders().stream()
                    .map(order -> order.frozenMargin)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertEquals(0, frozen.compareTo(account.frozen()), at);
            for (Position position : account.positions()) {
                long closing = account.openOrders().stream()
                        .filter(order -> !order.side().opens() && order.side().concernsLong() == position.isLong())
                        .mapToLong(Order::remainingVol)
                        .sum();
                assertEquals(closing, position.frozenVol(), at);
                assertTrue(position.holdVol() > 0 && position.frozenVol() <= position.holdVol(), at);
                assertTrue(position.margin().signum() >= 0, at);
            }
            boolean oneWay = account.positionMode() == Account.ONE_WAY;
            assertTrue(!oneWay || account.positions().size() <= 1, at + ": one-way holds one direction");
            for (StopOrder stop : market.stops) {
                assertEquals(Position.HOLDING, stop.position().state(), at);
            }
        }
    }
}
