package dev.tapedeck.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A made-up tape of pumps, one every five minutes: quiet, then a rise of 8 % in which every taker order sweeps several levels, then the fall. Equal seeds make
 * equal tapes. Tapes of one {@link #clock} trade at the same moments, which keeps a lockstep run short.
 *
 * @param symbol for example ALFA_USDT
 * @param clock seed of the moments
 * @param seed of prices and sizes
 * @param price at the start of every pump
 * @param pumpAfterSeconds when in the five minutes the pump starts
 * @param pumps how many
 */
record PumpTape(String symbol, long clock, long seed, double price, int pumpAfterSeconds, int pumps) {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final long CYCLE_MILLIS = 300_000;
    private static final long RISE_MILLIS = 60_000;
    private static final long FALL_MILLIS = 60_000;
    private static final double HEIGHT = 0.08;
    private static final double NOISE = 0.0004;

    /** Writes the tape and returns the argument that names it to {@code up --tape}. */
    String write(Path directory) {
        Path file = directory.resolve(symbol.replace("_", "") + ".csv").toAbsolutePath();
        try {
            Files.createDirectories(directory);
            Files.writeString(file, rows());
        } catch (IOException failed) {
            throw new UncheckedIOException("tape could not be written: " + file, failed);
        }
        return symbol + "=" + file;
    }

    /** Returns when the last pump's five minutes are over. */
    Instant end() {
        return START.plusMillis(pumps * CYCLE_MILLIS);
    }

    private String rows() {
        var text = new StringBuilder("ts_ms,price,qty,side\n");
        var moments = new SplittableRandom(clock);
        var random = new SplittableRandom(seed);
        long endMillis = pumps * CYCLE_MILLIS;
        for (long at = 0; at < endMillis; at += 600 + moments.nextInt(390)) {
            long sinceMillis = at % CYCLE_MILLIS - pumpAfterSeconds * 1000L;
            if (sinceMillis >= 0 && sinceMillis < RISE_MILLIS) {
                sweep(text, random, at, price * (1 + HEIGHT * sinceMillis / RISE_MILLIS));
            } else {
                trade(text, random, at, price * (1 + left(sinceMillis)));
            }
        }
        return text.toString();
    }

    /** How much of the rise is left. */
    private static double left(long sinceMillis) {
        return sinceMillis < 0 ? 0 : HEIGHT * Math.max(0, 1 - (double) (sinceMillis - RISE_MILLIS) / FALL_MILLIS);
    }

    private static void sweep(StringBuilder text, SplittableRandom random, long at, double from) {
        int levels = 2 + random.nextInt(4);
        for (int level = 0; level < levels; level++) {
            row(text, at, from * (1 + 0.0002 * level), 400 + random.nextInt(1100), "buy");
        }
    }

    private static void trade(StringBuilder text, SplittableRandom random, long at, double around) {
        double noise = NOISE * (2 * random.nextDouble() - 1);
        row(text, at, around * (1 + noise), 50 + random.nextInt(150), random.nextBoolean() ? "buy" : "sell");
    }

    private static void row(StringBuilder text, long at, double price, int quantity, String side) {
        text.append(String.format(Locale.ROOT, "%d,%.4f,%d,%s%n", START.toEpochMilli() + at, price, quantity, side));
    }
}
