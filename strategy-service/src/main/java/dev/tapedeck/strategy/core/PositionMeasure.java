package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.strategy.core.StrategyInstance.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a condition of ZE1 and E1 may ask of the instance's own position. Without a position there is no value and the condition fails. */
public enum PositionMeasure {
    /** How far the last price is from the average entry price, in basis points, positive in the position's favour. */
    RETURN_BPS("position_return_bps") {
        @Override
        double value(Position position, Episode episode, Price last, Instant at) {
            return favour(position, position.averageEntryPrice(), last);
        }
    },
    /** Event time since the entry was decided (Z1). */
    AGE_SECONDS("position_age_seconds") {
        @Override
        double value(Position position, Episode episode, Price last, Instant at) {
            return Duration.between(episode.enteredAt(), at).abs().toMillis() / MILLIS_PER_SECOND;
        }
    },
    /** How far the last price fell back from the best price since the entry, in basis points of the best; at least 0. */
    DRAWDOWN_BPS("position_drawdown_bps") {
        @Override
        double value(Position position, Episode episode, Price last, Instant at) {
            return drawdown(position, last);
        }
    };

    private static final Map<String, PositionMeasure> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(PositionMeasure::text, Function.identity()));
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final double BPS = 10_000;

    private final String text;

    PositionMeasure(String text) {
        this.text = text;
    }

    /** Returns the name that conditions use. */
    public String text() {
        return text;
    }

    public static Optional<PositionMeasure> named(String name) {
        return Optional.ofNullable(BY_TEXT.get(name));
    }

    abstract double value(Position position, Episode episode, Price last, Instant at);

    /** Returns how far the last price fell back from the best, in basis points of the best; at least 0. */
    static double drawdown(Position position, Price last) {
        return Math.max(0, -favour(position, position.bestPrice(), last));
    }

    /** Returns how far the last price is from the reference, in basis points of it, positive in the position's favour. */
    static double favour(Position position, Price reference, Price last) {
        double rise = BPS * (last.toDouble() / reference.toDouble() - 1);
        return position.direction() == Direction.LONG ? rise : -rise;
    }
}
