package dev.tapedeck.positionsync.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.positionsync.core.PositionCommand.Held;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random fills and answers of the venue against a second bookkeeping in cash and contracts. */
class PositionPropertiesTest {
    private static final int RUNS = 200;
    private static final int STEPS = 150;
    /** The average entry price is rounded at 12 decimals, and so is every profit. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.0000001");

    @Test
    void addsUpFillsAndIsSureOfADifferenceOnlyAfterTwoAnswersWithoutAFillBetween() {
        int mismatches = 0;
        int closed = 0;
        for (long seed = 1; seed <= RUNS; seed++) {
            var run = new Run(seed);
            run.play();
            mismatches += run.machine.alerts.size();
            closed += run.closed;
        }
        assertTrue(
                mismatches > RUNS && closed > RUNS,
                "too little happened: " + mismatches + " mismatches, " + closed + " positions closed");
    }

    private static final class Run {
        private static final List<Symbol> SYMBOLS = List.of(Machine.BTC, Machine.ETH);

        /** What the test knows of one position. */
        private static final class Known {
            long quantity;
            BigDecimal cash = BigDecimal.ZERO;
            BigDecimal fees = BigDecimal.ZERO;
            /** What the last answer said, while it differed and no fill came; -1 otherwise. */
            long noted = -1;

            /** The difference that was said last, while it is open. */
            String said = "";

            boolean heardOf;
        }

        private final long seed;
        private final SplittableRandom random;
        private final Map<String, Known> known = new HashMap<>();
        final Machine machine = new Machine();
        int closed;

        Run(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
        }

        void play() {
            for (int step = 1; step <= STEPS; step++) {
                String where = "seed " + seed + ", step " + step;
                if (random.nextInt(3) == 0) {
                    answer(where);
                } else {
                    fill(where);
                }
            }
            machine.checkRestores("seed " + seed);
        }

        private void fill(String where) {
            Symbol symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
            Direction direction = random.nextBoolean() ? Direction.LONG : Direction.SHORT;
            Known position = of(symbol, direction);
            boolean exit = position.quantity > 0 && random.nextInt(5) < 3;
            long quantity = exit && random.nextBoolean() ? position.quantity : 1 + random.nextInt(20);
            if (exit) {
                quantity = Math.min(quantity, position.quantity);
            }
            String price = (90 + random.nextInt(20)) + "." + random.nextInt(1_000);
            String fee = "0.00" + random.nextInt(100);
            Purpose purpose = !exit ? Purpose.ENTRY : random.nextBoolean() ? Purpose.EXIT : Purpose.EMERGENCY_EXIT;
            PositionChanged after = machine.fills("probe", symbol, purpose, direction, quantity, price, fee);

            BigDecimal notional = Quantity.of(quantity)
                    .notional(new BigDecimal("0.01"), Price.of(price))
                    .value();
            boolean sells = exit == (direction == Direction.LONG);
            position.cash = position.cash.add(sells ? notional : notional.negate());
            position.fees = position.fees.add(new BigDecimal(fee));
            position.quantity += exit ? -quantity : quantity;
            position.noted = -1;
            position.heardOf = true;
            check(after, position, where);
        }

        private void check(PositionChanged after, Known position, String where) {
            assertEquals(Quantity.of(position.quantity), after.quantity(), where);
            assertEquals(0, after.fees().value().compareTo(position.fees), where);
            assertEquals(position.quantity == 0, after.averageEntryPrice() == null, where);
            if (position.quantity == 0) {
                closed++;
                BigDecimal difference = after.realised().value().subtract(position.cash.subtract(position.fees));
                assertTrue(
                        difference.abs().compareTo(ROUNDING) < 0,
                        () -> "realised is off by " + difference + " after a close, " + where);
            }
        }

        private void answer(String where) {
            var held = new ArrayList<Held>();
            var expected = new ArrayList<String>();
            for (Symbol symbol : SYMBOLS) {
                for (Direction direction : Direction.values()) {
                    Known position = of(symbol, direction);
                    long venue = venueQuantity(position);
                    if (venue > 0) {
                        held.add(Machine.held(symbol, direction, venue, average(symbol, direction)));
                        position.heardOf = true;
                    }
                    if (position.heardOf) {
                        String difference = position.quantity + " " + venue;
                        if (venue == position.quantity) {
                            position.said = "";
                        } else if (venue == position.noted && !difference.equals(position.said)) {
                            position.said = difference;
                            expected.add(symbol + " " + direction + " " + difference);
                        }
                        position.noted = venue == position.quantity ? -1 : venue;
                    }
                }
            }
            List<String> mismatches = machine.mismatches(held.toArray(Held[]::new)).stream()
                    .map(Run::described)
                    .sorted()
                    .toList();
            assertEquals(expected.stream().sorted().toList(), mismatches, where);
        }

        private Price average(Symbol symbol, Direction direction) {
            PositionChanged own = machine.book.position(Machine.SESSION, symbol, direction);
            return own == null || own.averageEntryPrice() == null ? Price.of("100") : own.averageEntryPrice();
        }

        /** Mostly the same as ours, or again what differed before; sometimes something else. */
        private long venueQuantity(Known position) {
            return switch (random.nextInt(6)) {
                case 0 -> position.quantity + 1 + random.nextInt(5);
                case 1 -> 0;
                case 2, 3 -> position.noted < 0 ? position.quantity : position.noted;
                default -> position.quantity;
            };
        }

        private static String described(PositionMismatched mismatch) {
            return mismatch.symbol() + " " + mismatch.direction() + " " + mismatch.own() + " " + mismatch.venue();
        }

        private Known of(Symbol symbol, Direction direction) {
            return known.computeIfAbsent(symbol + "/" + direction, key -> new Known());
        }
    }
}
