package dev.tapedeck.backtest.detect;

import java.util.List;

/**
 * One tape as it was watched. All times are UTC milliseconds.
 *
 * @param firstMillis time of its first trade
 * @param lastMillis time of its last trade
 * @param alarmsMillis when S1 was raised, ascending
 */
record Watch(Pump pump, long firstMillis, long lastMillis, List<Long> alarmsMillis) {
    Watch {
        alarmsMillis = List.copyOf(alarmsMillis);
    }
}
