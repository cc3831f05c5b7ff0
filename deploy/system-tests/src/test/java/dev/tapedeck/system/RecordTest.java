package dev.tapedeck.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.backtest.TestRun;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a running session's ticks are recorded as is the market that it saw: lockstep and backtest decide on it what they decide on the tape that was played. */
class RecordTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String SESSION = "record-1";
    private static final PumpTape PLAYED = new PumpTape("RECO_USDT", 3, 31, 1.25, 150, 1);
    private static final Path TAPES = Path.of("target", "tapes", "record").toAbsolutePath();
    private static final Path STRATEGY =
            Path.of("src/test/resources/short-rider.yaml").toAbsolutePath();

    private static TestRun original;
    private static TestRun replayed;
    private static Map<Topic, List<Logged>> inLockstep = Map.of();

    @BeforeAll
    static void recordAndPlayBack() throws IOException {
        String played = PLAYED.write(TAPES);
        int rows = Files.readAllLines(Path.of(played.split("=", 2)[1])).size() - 1;
        Path recorded = TAPES.resolve("recorded.csv.gz");
        Files.deleteIfExists(recorded);
        try (LocalStack live =
                LocalStack.start("record", "--speed", "30", "--tape", played, "--strategy", STRATEGY.toString())) {
            Await.until(
                    "the tape was played to its last trade",
                    LIMIT,
                    () -> trades(live) == rows,
                    () -> trades(live) + " trades");
            live.run("record", "--out", recorded.toString(), "--symbol", PLAYED.symbol());
        }
        String again = PLAYED.symbol() + "=" + recorded;
        original = Backtests.of(SESSION, STRATEGY, List.of(played), null, null);
        replayed = Backtests.of(SESSION, STRATEGY, List.of(again), null, null);
        try (LocalStack stack = LocalStack.start(
                "record",
                "--speed",
                "lockstep",
                "--session",
                SESSION,
                "--tape",
                again,
                "--strategy",
                STRATEGY.toString())) {
            stack.awaitLockstepEnd(LIMIT);
            inLockstep = List.of(Decisions.values()).stream()
                    .collect(
                            Collectors.toMap(decisions -> decisions.topic, decisions -> stack.events(decisions.topic)));
        }
    }

    private static int trades(LocalStack stack) {
        return stack.data(Topic.TICKS, TradesPrinted.class).stream()
                .mapToInt(printed -> printed.trades().size())
                .sum();
    }

    enum Decisions {
        SIGNALS(Topic.SIGNALS),
        ORDERS(Topic.ORDERS),
        ORDER_EVENTS(Topic.ORDER_EVENTS),
        FILLS(Topic.FILLS);

        private final Topic topic;

        Decisions(Topic topic) {
            this.topic = topic;
        }
    }

    @ParameterizedTest
    @EnumSource
    void decidesOnTheRecordingWhatItDecidesOnTheTape(Decisions decisions) {
        List<String> texts = Backtests.texts(original, decisions.topic);
        assertFalse(texts.isEmpty());
        assertEquals(texts, Backtests.texts(replayed, decisions.topic));
    }

    @ParameterizedTest
    @EnumSource
    void decidesInLockstepOnTheRecordingWhatItDecidesOnTheTape(Decisions decisions) {
        List<String> texts = inLockstep.getOrDefault(decisions.topic, List.of()).stream()
                .filter(logged -> Backtests.isPlayed(original, logged.event()))
                .map(Logged::text)
                .toList();
        assertTrue(texts.size() > 1, texts::toString);
        assertEquals(Backtests.texts(original, decisions.topic), texts);
    }
}
