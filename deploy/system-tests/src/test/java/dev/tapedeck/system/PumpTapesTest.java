package dev.tapedeck.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Member;
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
 * Two real pumps of one day, one after the other, with the bundled pump detector: each is detected, entered and left. Needs the recorded tapes, which are no part
 * of the repository: {@code TAPEDECK_TAPES} or {@code ../shared/tapes}.
 */
class PumpTapesTest {
    private static final Pump PIVX = new Pump("PIVX_USDT", "PIVXBTC_20190705T1600", "2019-07-05T16:00:00Z");
    private static final Pump ADX = new Pump("ADX_USDT", "ADXBTC_20190705T1700", "2019-07-05T17:00:00Z");
    private static final int SPEED = 300;
    private static final int SPEED_AT_THE_PUMP = 10;
    private static final int SPEED_AFTER_IT = 60;
    private static final Duration APPROACH = Duration.ofMinutes(1);
    private static final Duration HOLD_LIMIT = Duration.ofMinutes(15);
    private static final Duration BEFORE = Duration.ofHours(2);
    private static final Duration AFTER = Duration.ofHours(1);
    /** The announcement is known to the second, and the venue's clock is another one. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(5);

    private static final Duration DETECTION_LIMIT = Duration.ofMinutes(3);
    private static final Duration PLAY_LIMIT = Duration.ofMinutes(3);
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);

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
                Integer.toString(SPEED),
                "--session",
                "pumps-1",
                "--tape",
                PIVX.file(tapes) + "," + ADX.file(tapes),
                "--from",
                PIVX.announced().minus(BEFORE).toString(),
                "--to",
                ADX.announced().plus(AFTER).toString(),
                "--strategy",
                Path.of(
                                System.getProperty("tapedeck.root"),
                                "strategy-service/src/main/resources/strategies/pump-rider.yaml")
                        .toString());
        stack = Optional.of(started);
        try {
            List.of(PIVX, ADX).forEach(pump -> playThrough(started, pump));
            Await.until(
                    "both pumps were entered and left",
                    SETTLE_LIMIT,
                    () -> List.of(PIVX, ADX).stream().allMatch(pump -> exits(pump) > 0),
                    () -> "orders " + started.events(Topic.ORDERS) + "\nsignals " + started.events(Topic.SIGNALS));
        } catch (RuntimeException | Error failed) {
            started.close();
            throw failed;
        }
    }

    /** Fast where nothing happens, slow where a second of ours must not be minutes of the pump. */
    private static void playThrough(LocalStack started, Pump pump) {
        awaitTape(started, pump.announced().minus(APPROACH));
        started.playAt(SPEED_AT_THE_PUMP);
        awaitTape(started, pump.announced().plus(DETECTION_LIMIT));
        started.playAt(SPEED_AFTER_IT);
        awaitTape(started, pump.announced().plus(HOLD_LIMIT));
        started.playAt(SPEED);
    }

    private static void awaitTape(LocalStack started, Instant time) {
        Await.until(
                "the tape reaches " + time,
                PLAY_LIMIT,
                () -> started.tape().path("tapeTime").asLong() >= time.toEpochMilli(),
                () -> started.tape() + ", the end of the strategy service's log:\n" + started.logOf(Member.STRATEGY));
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

    private static LocalStack running() {
        return stack.orElseThrow();
    }

    private static long exits(Pump pump) {
        return fills(pump).stream()
                .filter(fill -> fill.purpose() != Purpose.ENTRY)
                .count();
    }

    private static List<FillRecorded> fills(Pump pump) {
        return running().data(Topic.FILLS, FillRecorded.class).stream()
                .filter(fill -> fill.symbol().name().equals(pump.symbol()))
                .toList();
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
