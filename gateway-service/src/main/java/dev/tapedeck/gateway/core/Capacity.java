package dev.tapedeck.gateway.core;

/**
 * How much the read model remembers; the oldest is forgotten first.
 *
 * @param rows orders, signals, fills, alerts, positions, sessions and strategy instances, of each
 * @param candlesPerSymbol one-minute candles
 * @param snapshotRows orders, signals, fills and alerts in a snapshot, of each
 * @param snapshotCandlesPerSymbol candles in a snapshot
 */
public record Capacity(int rows, int candlesPerSymbol, int snapshotRows, int snapshotCandlesPerSymbol) {
    public Capacity {
        requirePositive("rows", rows);
        requirePositive("candlesPerSymbol", candlesPerSymbol);
        requirePositive("snapshotRows", snapshotRows);
        requirePositive("snapshotCandlesPerSymbol", snapshotCandlesPerSymbol);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be >= 1, was " + value);
        }
    }
}
