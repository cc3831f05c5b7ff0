package dev.tapedeck.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.backtest.TestRun;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.topic.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two real pumps of one day at once, with the bundled pump detector: each is detected, entered and left. The tape waits for the pipeline, so that it runs as fast as the
 * machine decides and yet no machine is too slow for a pump. Needs the recorded tapes, which are no part of the repository: {@code TAPEDECK_TAPES} or {@code ../shared/tapes}.
 */
class PumpTapesTest {
    private static final Pump PIVX = new Pump("PIVX_USDT", "PIVXBTC_20190705T1600", "2019-07-05T16:00:00Z");
    private static final Pump ADX = new Pump("ADX_USDT", "ADXBTC_20190705T1700", "2019-07-05T17:00:00Z");
    private static final Duration BEFORE = Duration.ofHours(2);
    private static final Duration AFTER = Duration.ofMinutes(20);
    /** The announcement is known to the second, and the venue's clock is another one. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(5);

    private static final Duration DETECTION_LIMIT = Duration.ofMinutes(3);
    private static final Duration PLAY_LIMIT = Duration.ofMinutes(10);

    private static final String SESSION = "pumps-1";
    private static final Instant FROM = PIVX.announced().minus(BEFORE);
    private static final Instant TO = ADX.announced().plus(AFTER);

    private static Optional<LocalStack> stack = Optional.empty();

    private record Pump(String symbol, String tape, String announcedAt) {
        Instant announced() {
            return Instant.parse(announcedAt);
        }

        Path file(Path tapes) {
            return tapes.resolve("pumps").resolve(tape + ".csv.gz");
        }
    }

    @BeforeAll
    static void play() {
        Path tapes = tapes();
        assumeTrue(
                Files.exists(PIVX.file(tapes)) && Files.exists(ADX.file(tapes)),
                "no recorded tapes at " + tapes + "; name their directory with TAPEDECK_TAPES to run this test");
        LocalStack started = LocalStack.start(
                "pump-tapes",
                "--speed",
                "lockstep",
                "--session",
                SESSION,
                "--tape",
                PIVX.file(tapes) + "," + ADX.file(tapes),
                "--from",
                FROM.toString(),
                "--to",
                TO.toString(),
                "--strategy",
                strategy().toString());
        stack = Optional.of(started);
        try {
            System.out.println("played: " + started.awaitLockstepEnd(PLAY_LIMIT));
        } catch (RuntimeException | Error failed) {
            started.close();
            throw failed;
        }
    }

    @AfterAll
    static void stop() {
        stack.ifPresent(LocalStack::close);
    }

    private static Path tapes() {
        String named = System.getenv("TAPEDECK_TAPES");
        return named == null || named.isEmpty()
                ? Path.of(System.getProperty("tapedeck.root"), "../shared/tapes")
                        .normalize()
                : Path.of(named);
    }

    private static Path strategy() {
        return Path.of(
                System.getProperty("tapedeck.root"), "strategy-service/src/main/resources/strategies/pump-rider.yaml");
    }

    private static LocalStack running() {
        return stack.orElseThrow();
    }

    private static List<FillRecorded> fills(Pump pump) {
        return running().data(Topic.FILLS, FillRecorded.class).stream()
                .filter(fill -> fill.symbol().name().equals(pump.symbol()))
                .toList();
    }

    @Test
    void decidesWhatTheBacktestDecides() {
        TestRun backtest = Backtests.of(
                SESSION,
                strategy(),
                List.of(PIVX.file(tapes()).toString(), ADX.file(tapes()).toString()),
                FROM,
                TO);
        for (Topic topic : List.of(Topic.SIGNALS, Topic.ORDERS, Topic.ORDER_EVENTS, Topic.FILLS)) {
            List<String> live = running().events(topic).stream()
                    .filter(logged -> Backtests.isPlayed(backtest, logged.event()))
                    .map(Logged::text)
                    .toList();
            assertFalse(live.isEmpty(), topic + " must hold decisions");
            assertEquals(String.join("\n", live), String.join("\n", Backtests.texts(backtest, topic)), topic.name());
        }
    }

    @Test
    void detectsEachPumpWithinMinutesOfItsAnnouncement() {
        assertAll(List.of(PIVX, ADX).stream().map(pump -> () -> {
            List<Instant> detections = running().events(Topic.SIGNALS).stream()
                    .filter(logged -> logged.event().data() instanceof SignalRaised raised
                            && raised.section() == Section.S1
                            && raised.symbol().name().equals(pump.symbol()))
                    .map(logged -> logged.event().time())
                    .toList();
            System.out.println(pump.symbol() + " announced " + pump.announcedAt() + ", detected " + detections);
            assertTrue(
                    detections.stream()
                            .anyMatch(at -> !at.isBefore(pump.announced().minus(CLOCK_DIFFERENCE))
                                    && at.isBefore(pump.announced().plus(DETECTION_LIMIT))),
                    () -> pump + " must be detected, was at " + detections);
        }));
    }

    @Test
    void entersAndLeavesEachPump() {
        assertAll(List.of(PIVX, ADX).stream().map(pump -> () -> {
            Set<Purpose> purposes =
                    fills(pump).stream().map(FillRecorded::purpose).collect(Collectors.toSet());
            fills(pump)
                    .forEach(fill -> System.out.println(pump.symbol() + " " + fill.purpose() + " " + fill.side() + " "
                            + fill.quantity() + " at " + fill.price() + ", slippage " + fill.slippageBps() + " bps"));
            assertTrue(purposes.contains(Purpose.ENTRY) && purposes.size() > 1, () -> pump + " filled " + purposes);
        }));
        assertTrue(
                running().ledger().path("accounts").path(0).path("positions").isEmpty(),
                () -> "the venue must hold nothing: " + running().ledger().path("accounts"));
    }

    @Test
    void leadsEveryFillBackToTheTickThatCausedIt() {
        var chain = new CausalChain(running());
        List<Logged> fills = running().events(Topic.FILLS);
        assertFalse(fills.isEmpty());
        fills.forEach(
                fill -> assertEquals(CausalChain.FROM_FILL_TO_TICK, CausalChain.steps(chain.of(fill)), fill::toString));
    }

    @Test
    void keepsTheAccountInsideItsLimits() {
        List<ExposureChanged> exposures = running().data(Topic.ORDERS, ExposureChanged.class);
        assertFalse(exposures.isEmpty());
        exposures.forEach(exposure -> {
            assertTrue(exposure.free().value().signum() >= 0, exposure::toString);
            assertTrue(exposure.margin().compareTo(RiskLimits.DEFAULTS.strategyBudget()) <= 0, exposure::toString);
            assertTrue(exposure.cost().compareTo(RiskLimits.DEFAULTS.maxPositionNotional()) <= 0, exposure::toString);
        });
    }
}
