package dev.tapedeck.positionsync.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.positionsync.core.PositionCommand.Held;
import dev.tapedeck.positionsync.core.VenueAction.Origin;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Others open, close and have liquidated what we trade, also while fills of ours are on their way: when all is delivered, our books have made as much money as the venue's. Quantities are large and random, so
 * that what others did does not by chance add up to a fill of ours.
 */
class MoneyPropertiesTest {
    private static final int RUNS = 300;
    private static final int ROUNDS = 20;
    private static final BigDecimal ROUNDING = new BigDecimal("0.000001");

    @Test
    void noMoneyIsMadeOrLostWhateverOthersDoWhileFillsAreMissing() {
        int counted = 0;
        for (long seed = 1; seed <= RUNS; seed++) {
            var run = new Run(seed);
            run.play();
            counted += run.others;
        }
        assertTrue(counted > RUNS, "too little happened: others did " + counted + " things");
    }

    private static final class Run {
        private record Fill(Purpose purpose, long quantity, String price, String fee) {}

        private final String name;
        private final SplittableRandom random;
        private final Direction direction;
        private final Machine machine = new Machine();
        private final Deque<VenueAction> history = new ArrayDeque<>();
        private final Deque<Fill> onTheirWay = new ArrayDeque<>();
        private long held;
        private BigDecimal average = BigDecimal.ZERO;
        private BigDecimal cash = BigDecimal.ZERO;
        private int orders;
        /** What others opened last and did not close yet. */
        private long opened;

        int others;

        Run(long seed) {
            this.name = "seed " + seed;
            this.random = new SplittableRandom(seed);
            this.direction = random.nextBoolean() ? Direction.LONG : Direction.SHORT;
        }

        void play() {
            weTrade();
            deliver();
            for (int round = 0; round < ROUNDS; round++) {
                switch (random.nextInt(3)) {
                    case 0 -> weTrade();
                    case 1 -> othersTradeBetweenTwoAnswers();
                    default -> tradeWhileAFillIsMissing();
                }
                deliver();
                answer(4);
            }
            check();
        }

        private void othersTradeBetweenTwoAnswers() {
            for (int moves = 1 + random.nextInt(3); moves > 0; moves--) {
                othersTrade();
            }
        }

        private void tradeWhileAFillIsMissing() {
            weTrade();
            answer(2);
            for (int more = random.nextInt(4); more > 0; more--) {
                othersTrade();
                answer(random.nextInt(3));
                if (random.nextInt(3) == 0) {
                    answerWithoutHistory();
                }
            }
        }

        private void weTrade() {
            boolean opens = held == 0 || random.nextBoolean();
            long quantity = opens || random.nextInt(3) > 0 ? quantity(opens) : held;
            String price = price();
            String fee = fee();
            act(opens, quantity, price, fee, Origin.OURS);
            onTheirWay.add(new Fill(opens ? Purpose.ENTRY : Purpose.EXIT, quantity, price, fee));
        }

        private void othersTrade() {
            boolean undoes = opened > 0 && opened <= held && random.nextInt(4) > 0;
            boolean opens = !undoes && (held == 0 || random.nextBoolean());
            boolean liquidates = !opens && random.nextInt(3) == 0;
            long quantity = liquidates ? held : undoes ? opened : quantity(opens);
            act(opens, quantity, price(), fee(), liquidates ? Origin.LIQUIDATION : Origin.OTHERS);
            opened = opens ? quantity : 0;
            others++;
        }

        private long quantity(boolean opens) {
            return opens ? 1 + random.nextLong(1_000_000) : 1 + random.nextLong(held);
        }

        private String price() {
            return (90 + random.nextInt(20)) + "." + (1 + random.nextInt(999));
        }

        private String fee() {
            return "0.00" + random.nextInt(100);
        }

        private void act(boolean opens, long quantity, String price, String fee, Origin origin) {
            machine.pass(Duration.ofMillis(1 + random.nextInt(3_000)));
            orders++;
            var action = new VenueAction(
                    "o" + orders,
                    Machine.BTC,
                    direction,
                    opens,
                    Quantity.of(quantity),
                    Price.of(price),
                    Machine.CONTRACT,
                    Usdt.of(fee),
                    machine.now(),
                    origin);
            history.addFirst(action);
            boolean pays = opens == (direction == Direction.LONG);
            BigDecimal turnover = action.turnover().value();
            cash = cash.add(pays ? turnover.negate() : turnover).subtract(new BigDecimal(fee));
            if (opens) {
                BigDecimal all = average.multiply(BigDecimal.valueOf(held))
                        .add(new BigDecimal(price).multiply(BigDecimal.valueOf(quantity)));
                average = all.divide(BigDecimal.valueOf(held + quantity), 12, RoundingMode.HALF_EVEN);
            }
            held += opens ? quantity : -quantity;
        }

        private void deliver() {
            while (!onTheirWay.isEmpty()) {
                Fill fill = onTheirWay.remove();
                machine.fills(fill.purpose(), direction, fill.quantity(), fill.price(), fill.fee());
            }
        }

        private void answer(int times) {
            for (int i = 0; i < times; i++) {
                machine.pass(Duration.ofSeconds(1));
                machine.venueAnswers(Map.of(Machine.BTC, new ArrayList<>(history)), List.of(), null, holding());
            }
        }

        /** For long the venue says what is held and not what happened. */
        private void answerWithoutHistory() {
            for (int i = 0; i < 3; i++) {
                machine.pass(Duration.ofSeconds(20));
                machine.venueAnswers(Map.of(), List.of(), null, holding());
            }
        }

        private Held[] holding() {
            return held == 0
                    ? new Held[0]
                    : new Held[] {Machine.held(Machine.BTC, direction, held, new Price(average))};
        }

        /** What is held is worth what it cost, by either book. */
        private void check() {
            PositionChanged own = machine.position(Machine.BTC, direction);
            assertEquals(Quantity.of(held), own.quantity(), name);
            Price entry = own.averageEntryPrice();
            BigDecimal cost = entry == null
                    ? BigDecimal.ZERO
                    : own.quantity().notional(Machine.CONTRACT, entry).value();
            BigDecimal made = cash.add(direction == Direction.LONG ? cost : cost.negate());
            BigDecimal apart = own.realised().value().subtract(made);
            assertTrue(
                    apart.abs().compareTo(ROUNDING) < 0,
                    () -> "we made " + own.realised() + ", the venue " + made + ", " + name);
            machine.checkRestores(name);
        }
    }
}
