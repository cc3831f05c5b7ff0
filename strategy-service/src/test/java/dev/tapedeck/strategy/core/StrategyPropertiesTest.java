package dev.tapedeck.strategy.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.FillEvent;
import dev.tapedeck.contracts.event.IndicatorEvent;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.SignalEvent.NearMissed;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyPositionChanged;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.value.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random inputs, repeated and late ones among them: whatever comes, the invariants hold. What tells a state (session, feed, venue, trading) is
 * repeated at once but not late: who tells it keeps its order.
 */
class StrategyPropertiesTest {
    private static final int RUNS = 100;
    private static final int STEPS = 400;
    /** How many facts ago a late repeat may be from: well within the hour by which a clock counts as set back. */
    private static final int LATE_MAX = 60;

    @Test
    void holdsItsInvariantsUnderAnyInputs() throws Exception {
        int entries = 0;
        int exits = 0;
        for (long seed = 1; seed <= RUNS; seed++) {
            Run run = new Run(seed);
            run.play();
            entries += run.count(Section.Z1);
            exits += run.count(Section.ZE1) + run.count(Section.E1);
            assertEquals(run.machine.book, run.machine.folded(), "fold of the log, seed " + seed);
            String snapshot = Json.MAPPER.writeValueAsString(run.machine.book);
            assertEquals(run.machine.book, Json.MAPPER.readValue(snapshot, StrategyBook.class), "seed " + seed);
            checkLog(run.machine.log, run.strategy.entriesPerEpisode(), "seed " + seed);
        }
        assertTrue(entries > RUNS && exits > RUNS, "too little happened: " + entries + " entries, " + exits + " exits");
    }

    /** What holds for the log of any history. */
    static void checkLog(List<Event<?>> log, int entriesMost, String seed) {
        Set<String> ids = new HashSet<>();
        Set<String> misses = new HashSet<>();
        Map<String, Integer> entered = new HashMap<>();
        Map<String, String> openEpisode = new HashMap<>();
        Map<String, Boolean> holds = new HashMap<>();
        for (Event<?> event : log) {
            String where = seed + ", " + event;
            assertTrue(ids.add(event.id()), () -> "id used twice, " + where);
            if (event.data() instanceof StrategyPositionChanged changed) {
                holds.put(event.subject(), !changed.quantity().isZero());
            } else if (event.data() instanceof SignalRaised raised) {
                checkSignal(event.subject(), raised, entered, openEpisode, holds, where);
                assertTrue(
                        entered.getOrDefault(raised.episodeId(), 0) <= entriesMost,
                        () -> "one entry too many, " + where);
            } else if (event.data() instanceof NearMissed miss) {
                assertTrue(misses.add(miss.episodeId() + miss.reason()), () -> "missed twice, " + where);
            }
        }
    }

    private static void checkSignal(
            String instance,
            SignalRaised raised,
            Map<String, Integer> entered,
            Map<String, String> openEpisode,
            Map<String, Boolean> holds,
            String where) {
        boolean holding = holds.getOrDefault(instance, false);
        switch (raised.section()) {
            case S1 -> {
                assertTrue(!raised.episodeId().equals(openEpisode.put(instance, raised.episodeId())), where);
                assertTrue(!holding, "detects while it holds, " + where);
            }
            case O1 -> assertEquals(openEpisode.get(instance), raised.episodeId(), where);
            case Z1 -> {
                assertEquals(openEpisode.get(instance), raised.episodeId(), where);
                entered.merge(raised.episodeId(), 1, Integer::sum);
                assertTrue(!holding, "enters while it holds, " + where);
            }
            case ZE1, E1 -> assertTrue(holding, "exit without a position, " + where);
        }
    }

    /** One random history, in which the exchange answers what was really asked, sometimes late, twice or not at all. */
    private static final class Run {
        private final SplittableRandom random;
        private final Inputs inputs = new Inputs();
        private final List<Event<?>> facts = new ArrayList<>();
        private final StrategyDefinition strategy;
        final Machine machine = new Machine();
        private long now = 1_000;
        private int fills;

        Run(long seed) {
            random = new SplittableRandom(seed);
            strategy = random.nextBoolean() ? RandomStrategy.of(random) : plain(random);
        }

        private static StrategyDefinition plain(SplittableRandom random) {
            return Inputs.strategy(random.nextBoolean() ? Direction.LONG : Direction.SHORT, random.nextBoolean());
        }

        void play() {
            show(inputs.session(State.RUNNING, strategy));
            show(inputs.feed(FeedEvent.State.LIVE));
            for (int i = 0; i < STEPS; i++) {
                show(next());
                if (random.nextInt(10) == 0 && !facts.isEmpty()) {
                    show(facts.get(facts.size() - 1 - random.nextInt(Math.min(LATE_MAX, facts.size()))));
                }
            }
        }

        int count(Section section) {
            return (int) machine.log.stream()
                    .filter(event -> event.data() instanceof SignalRaised raised && raised.section() == section)
                    .count();
        }

        /** At least once: what is shown is sometimes shown again at once, and then nothing may follow. */
        private void show(Event<?> input) {
            switch (input.data()) {
                case IndicatorEvent _, FillEvent _, OrderEvent _, RiskEvent _ -> facts.add(input);
                default -> {}
            }
            machine.see(input);
            if (random.nextInt(3) == 0) {
                assertEquals(List.of(), machine.see(input), () -> "repeat of " + input);
            }
        }

        private Event<?> next() {
            return switch (random.nextInt(24)) {
                case 0 -> inputs.feed(pick(FeedEvent.State.values()));
                case 1 -> inputs.feed(FeedEvent.State.LIVE);
                case 2 -> inputs.venue(random.nextInt(3) == 0 ? Breaker.OPEN : Breaker.CLOSED);
                case 3 ->
                    inputs.trading(
                            Scope.GLOBAL,
                            "global",
                            random.nextInt(3) == 0 ? TradingStateEvent.State.HALTED : TradingStateEvent.State.ACTIVE);
                case 4 -> inputs.session(random.nextInt(3) == 0 ? State.STOPPED : State.RUNNING, strategy);
                case 5, 6, 7, 8, 9 -> orderOutcome();
                default -> market();
            };
        }

        private Event<?> market() {
            now += random.nextInt(8) == 0 ? random.nextInt(200) : random.nextInt(4);
            var ones = new ArrayList<String>();
            for (String indicator : List.of(Inputs.S1, Inputs.O1, Inputs.Z1, Inputs.ZE1, Inputs.E1)) {
                boolean often = indicator.equals(Inputs.S1) || indicator.equals(Inputs.Z1);
                if (random.nextInt(often ? 2 : 8) == 0) {
                    ones.add(indicator);
                }
            }
            return inputs.market(now, Integer.toString(90 + random.nextInt(20)), ones.toArray(String[]::new));
        }

        private Event<?> orderOutcome() {
            List<Event<?>> orders = machine.log.stream()
                    .filter(event -> event.data() instanceof SignalRaised raised
                            && raised.section() != Section.S1
                            && raised.section() != Section.O1)
                    .toList();
            if (orders.isEmpty()) {
                return market();
            }
            Event<?> signal = orders.get(Math.max(0, orders.size() - 1 - random.nextInt(3)));
            var raised = (SignalRaised) signal.data();
            Purpose purpose = raised.section() == Section.Z1 ? Purpose.ENTRY : Purpose.EXIT;
            return switch (random.nextInt(8)) {
                case 0 -> inputs.denied(signal.id(), purpose);
                case 1 -> inputs.rejected(signal.id());
                case 2 -> inputs.expired(signal.id());
                case 3 -> inputs.cancelled(signal.id(), random.nextBoolean() ? "0" : "1");
                default -> {
                    fills++;
                    yield inputs.fill(
                            "f" + fills,
                            raised.episodeId(),
                            purpose,
                            raised.direction(),
                            raised.price().toString(),
                            Integer.toString(1 + random.nextInt(3)));
                }
            };
        }

        private <T> T pick(T[] values) {
            return values[random.nextInt(values.length)];
        }
    }
}
