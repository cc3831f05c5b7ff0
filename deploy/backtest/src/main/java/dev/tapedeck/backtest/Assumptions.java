package dev.tapedeck.backtest;

import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.simulator.tape.Recording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest runs, and what it takes for given.
 *
 * @param recordings the tapes, one for each symbol
 * @param fromMillis tape time at which trading begins, what lies before is history; absent for the first print
 * @param toMillis tape time at which the tape ends; absent for the last print
 * @param latencyMillis from us to the venue, and from the venue to us, at least 0
 */
public record Assumptions(
        String sessionId,
        List<Recording> recordings,
        List<StrategyDefinition> strategies,
        @Nullable Long fromMillis,
        @Nullable Long toMillis,
        Usdt balance,
        RiskLimits limits,
        long latencyMillis) {
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

    long firstMillis() {
        return recordings.stream().mapToLong(Recording::firstMillis).min().orElseThrow();
    }

    long startMillis() {
        return fromMillis == null ? firstMillis() : Math.max(firstMillis(), fromMillis);
    }

    long endMillis() {
        long end =
                1 + recordings.stream().mapToLong(Recording::lastMillis).max().orElseThrow();
        return toMillis == null ? end : Math.min(end, toMillis);
    }
}
