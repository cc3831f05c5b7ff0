package dev.tapedeck.system;

import dev.tapedeck.backtest.Assumptions;
import dev.tapedeck.backtest.Backtest;
import dev.tapedeck.backtest.TestRun;
import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.simulator.tape.Recordings;
import dev.tapedeck.strategy.file.StrategyFileInvalid;
import dev.tapedeck.strategy.file.StrategyFileReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Backtests of what a stack plays in lockstep: the same tapes, strategy and account, and no latency. */
final class Backtests {
    private static final BigDecimal BTC_USDT = BigDecimal.valueOf(10_000);
    private static final Usdt BALANCE = Usdt.of(10_000);

    private Backtests() {}

    static TestRun of(
            String sessionId, Path strategy, List<String> tapes, @Nullable Instant from, @Nullable Instant to) {
        try {
            var assumptions = new Assumptions(
                    sessionId,
                    Recordings.ofTapes(tapes, BTC_USDT),
                    List.of(StrategyFileReader.read(strategy)),
                    from == null ? null : from.toEpochMilli(),
                    to == null ? null : to.toEpochMilli(),
                    BALANCE,
                    RiskLimits.DEFAULTS,
                    0);
            return new Backtest(assumptions, reached -> {}).run();
        } catch (StrategyFileInvalid invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }

    /** Returns the events of a topic between the start of the session and the end of the tape, as they would be on the log. */
    static List<String> texts(TestRun backtest, Topic topic) {
        return backtest.events(topic).stream()
                .filter(event -> isPlayed(backtest, event))
                .map(event -> new String(EventCodec.encode(event), StandardCharsets.UTF_8))
                .toList();
    }

    /**
     * Whether the event lies between start and end and follows from the tape alone. What the session's start and end lead to, and what the venue was found to say of positions, has our clock's time on the log and the
     * tape's in a backtest.
     */
    static boolean isPlayed(TestRun backtest, Event<?> event) {
        Instant start = Instant.ofEpochMilli(backtest.assumptions().startMillis());
        String cause = event.causationId();
        boolean ofTheVenue = cause != null && cause.startsWith("positions/");
        return !ofTheVenue && event.time().isAfter(start) && event.time().isBefore(backtest.endedAt());
    }
}
