package dev.tapedeck.backtest.detect;

import java.util.List;

/**
 * A labelled pump and the tape around it. All times are UTC milliseconds.
 *
 * @param id names the tape too
 * @param announcedMillis when the group was told the symbol
 * @param onsetMillis when the published labels say that it began, to 5 s
 * @param peakRatio highest price around it divided by the price before
 * @param quality strong, clear, weak or none, as labelled
 * @param otherPumpsMillis announcements of other known pumps on the same tape
 */
record Pump(
        String id,
        String symbol,
        long announcedMillis,
        long onsetMillis,
        double peakRatio,
        String quality,
        List<Long> otherPumpsMillis) {
    private static final double VISIBLE_RATIO = 1.08;

    Pump {
        otherPumpsMillis = List.copyOf(otherPumpsMillis);
    }

    /** Whether the price rose enough to be seen: by at least 8 %. */
    boolean visible() {
        return peakRatio >= VISIBLE_RATIO;
    }
}
