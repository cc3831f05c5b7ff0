package dev.tapedeck.backtest;

import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.simulator.tape.Recording;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest runs, and what it takes for given.
 *
 * @param recordings the tapes, one for each symbol
 * @param fromMillis tape time at which trading begins, what lies before is history; absent for the first print
 * @param toMillis tape time at which the tape ends; absent for the last print
 * @param latencyMillis from us to the venue, and from the venue to us, at least 0
 * @param latencySeed draws each message's latency from {@code latencyMillis} to half as much again, uniformly; absent for exactly {@code latencyMillis}
 */
public record Assumptions(
        String sessionId,
        List<Recording> recordings,
        List<StrategyDefinition> strategies,
        @Nullable Long fromMillis,
        @Nullable Long toMillis,
        Usdt balance,
        RiskLimits limits,
        long latencyMillis,
        @Nullable Long latencySeed) {
    public Assumptions {
        recordings = List.copyOf(recordings);
        strategies = List.copyOf(strategies);
        if (recordings.isEmpty() || strategies.isEmpty()) {
            throw new IllegalArgumentException(
                    "a backtest needs a tape and a strategy, had " + recordings.size() + " and " + strategies.size());
        }
        if (latencyMillis < 0) {
            throw new IllegalArgumentException("latencyMillis must be >= 0, was " + latencyMillis);
        }
    }

    /** A backtest whose messages all take exactly the latency. */
    public Assumptions(
            String sessionId,
            List<Recording> recordings,
            List<StrategyDefinition> strategies,
            @Nullable Long fromMillis,
            @Nullable Long toMillis,
            Usdt balance,
            RiskLimits limits,
            long latencyMillis) {
        this(sessionId, recordings, strategies, fromMillis, toMillis, balance, limits, latencyMillis, null);
    }

    /** Returns what gives each message its latency in milliseconds, from its beginning. */
    LongSupplier latencies() {
        if (latencySeed == null) {
            return () -> latencyMillis;
        }
        var random = new SplittableRandom(latencySeed);
        return () -> latencyMillis + random.nextLong(latencyMillis / 2 + 1);
    }

    long firstMillis() {
        return recordings.stream().mapToLong(Recording::firstMillis).min().orElseThrow();
    }

    /** Returns the tape time at which trading begins. */
    public long startMillis() {
        return fromMillis == null ? firstMillis() : Math.max(firstMillis(), fromMillis);
    }

    /** Returns the tape time at which the tape ends. */
    public long endMillis() {
        long end =
                1 + recordings.stream().mapToLong(Recording::lastMillis).max().orElseThrow();
        return toMillis == null ? end : Math.min(end, toMillis);
    }
}
