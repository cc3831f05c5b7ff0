package dev.tapedeck.simulator.core;

import org.jspecify.annotations.Nullable;

/** Which price a trigger watches (the {@code trend} fields). */
public enum PriceSource {
    LAST(1),
    FAIR(2),
    INDEX(3);

    private final int number;

    PriceSource(int number) {
        this.number = number;
    }

    public static @Nullable PriceSource of(int number) {
        return number >= 1 && number <= 3 ? values()[number - 1] : null;
    }

    public int number() {
        return number;
    }

    long ticks(Market market) {
        return switch (this) {
            case LAST -> market.lastTicks();
            case FAIR -> market.fairTicks();
            case INDEX -> market.indexTicks();
        };
    }
}
