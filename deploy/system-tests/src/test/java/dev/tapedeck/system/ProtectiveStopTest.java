package dev.tapedeck.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.SignalEvent.StrategyStateChanged;
import dev.tapedeck.contracts.event.SignalEvent.TransitionReason;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything of ours dies with a position open, and the price falls: the stop at the venue closes it, and whoever comes back finds that, with its reason. */
class ProtectiveStopTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    /** Slow enough that a machine which stands still for a second does not make the entry miss its price. */
    private static final int SPEED = 4;

    private static final int FALLING_SPEED = 600;
    private static final int PUMP_SECONDS = 150;
    private static final int RISE_SECONDS = 60;
    private static final int FALL_SECONDS = 60;
    private static final int END_SECONDS = 6_000;

    private static LocalStack stack;

    @BeforeAll
    static void dieWithAPositionAndComeBack() {
        stack = LocalStack.start(
                "protective-stop",
                "--speed",
                Integer.toString(SPEED),
                "--tape",
                "FALL_USDT=" + tape(),
                "--strategy",
                Path.of("src/test/resources/short-rider.yaml").toAbsolutePath().toString());
        try {
            Await.until(
                    "a position at the venue",
                    LIMIT,
                    () -> !isFlat(),
                    () -> stack.ledger().toString());
            stack.pauseTape();
            Await.until(
                    "our own record of the position",
                    LIMIT,
                    () -> stack.data(Topic.POSITIONS, PositionChanged.class).stream()
                            .anyMatch(position -> !position.quantity().isZero()),
                    () -> stack.ledger().toString());
            stack.killServicesAndAwaitReady(ProtectiveStopTest::letThePriceFall);
            stack.playTape(1);
            Await.until(
                    "position-sync to follow",
                    LIMIT,
                    () -> !corrections().isEmpty(),
                    () -> stack.logOf(Member.POSITION_SYNC));
        } catch (RuntimeException | Error failed) {
            stack.close();
            throw failed;
        }
    }

    private static void letThePriceFall() {
        stack.playTape(FALLING_SPEED);
        Await.until(
                "the stop at the venue to close the position",
                LIMIT,
                ProtectiveStopTest::isFlat,
                () -> stack.ledger().toString());
        stack.pauseTape();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static boolean isFlat() {
        return account().path("positions").isEmpty();
    }

    private static JsonNode account() {
        return stack.ledger().path("accounts").path(0);
    }

    private static List<PositionCorrected> corrections() {
        return stack.data(Topic.POSITIONS, PositionCorrected.class);
    }

    @Test
    void thePositionIsFoundClosedWithTheRightReason() {
        assertEquals(1, corrections().size(), () -> corrections().toString());
        PositionCorrected correction = corrections().getFirst();
        assertEquals(MismatchKind.PROTECTIVE_STOP, correction.kind());
        assertTrue(correction.after().isZero());
        PositionChanged last =
                stack.data(Topic.POSITIONS, PositionChanged.class).getLast();
        assertTrue(last.agrees() && last.quantity().isZero(), last::toString);
    }

    @Test
    void noStopAndNoOrderIsLeftAtTheVenue() {
        assertEquals(0, account().path("openStops").asInt(-1));
        assertEquals(0, account().path("openOrders").asInt(-1));
    }

    @Test
    void riskAndStrategyLetThePositionGo() {
        Await.until(
                "strategy and risk to follow",
                LIMIT,
                () -> leftElsewhere().isPresent()
                        && stack.data(Topic.ORDERS, ExposureChanged.class)
                                .getLast()
                                .position()
                                .isZero(),
                () -> stack.data(Topic.ORDERS, ExposureChanged.class).toString());
        assertTrue(leftElsewhere().orElseThrow().detail().startsWith("PROTECTIVE_STOP"));
    }

    private static Optional<StrategyStateChanged> leftElsewhere() {
        return stack.data(Topic.SIGNALS, StrategyStateChanged.class).stream()
                .filter(change -> change.reason() == TransitionReason.POSITION_CLOSED_ELSEWHERE)
                .findFirst();
    }

    /** Strategies may want to leave before they hear that there is nothing left: that ends with the venue's refusal. */
    @Test
    void nothingOfOursTradesWhatIsGone() {
        Set<String> exits = stack.data(Topic.ORDERS, OrderApproved.class).stream()
                .filter(order -> order.purpose() != Purpose.ENTRY)
                .map(OrderApproved::orderId)
                .collect(Collectors.toSet());
        Await.until(
                "the venue to refuse the exits of ours",
                LIMIT,
                () -> refusedForNoPosition().equals(exits),
                () -> exits + " were approved, the end of the order service's log:\n" + stack.logOf(Member.ORDER));
        assertTrue(
                stack.data(Topic.FILLS, FillRecorded.class).stream().allMatch(fill -> fill.purpose() == Purpose.ENTRY));
    }

    private static Set<String> refusedForNoPosition() {
        return stack.data(Topic.ORDER_EVENTS, OrderRejected.class).stream()
                .filter(order -> order.reason() == RejectionReason.POSITION_NOT_FOUND)
                .map(OrderRejected::orderId)
                .collect(Collectors.toSet());
    }

    /** Quiet, a pump of a minute, and a fall of half the price in the next. */
    private static Path tape() {
        Path file =
                Path.of("target", "tapes", "protective-stop", "FALLUSDT.csv").toAbsolutePath();
        var text = new StringBuilder("ts_ms,price,qty,side\n");
        var random = new SplittableRandom(41);
        for (long at = 0; at < END_SECONDS * 1_000L; at += 600 + random.nextInt(390)) {
            double since = at / 1_000.0 - PUMP_SECONDS;
            boolean rises = since >= 0 && since < RISE_SECONDS;
            int trades = rises ? 3 : 1;
            for (int i = 0; i < trades; i++) {
                text.append(String.format(
                        Locale.ROOT,
                        "%d,%.4f,%d,%s%n",
                        START.toEpochMilli() + at,
                        price(since) * (1 + 0.0002 * i),
                        rises ? 400 + random.nextInt(1_100) : 50 + random.nextInt(150),
                        rises || random.nextBoolean() ? "buy" : "sell"));
            }
        }
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException("tape could not be written: " + file, failed);
        }
    }

    private static double price(double since) {
        if (since < 0) {
            return 100;
        }
        double fallen = Math.clamp((since - RISE_SECONDS) / FALL_SECONDS, 0, 1);
        return 100 + 8 * Math.min(since / RISE_SECONDS, 1) - 58 * fallen;
    }
}
