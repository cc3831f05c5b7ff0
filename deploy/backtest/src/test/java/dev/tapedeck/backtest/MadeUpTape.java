package dev.tapedeck.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/** A made-up tape of twenty minutes: a wave of 2 % every four minutes with noise, from a seed. */
public final class MadeUpTape {
    private static final long START_MILLIS = 1_767_225_600_000L;
    private static final long LENGTH_MILLIS = 1_200_000;
    private static final double WAVE_MILLIS = 240_000;

    private MadeUpTape() {}

    /** Writes it and returns the argument that names it. */
    public static String write(Path folder, String symbol, long seed) throws IOException {
        var random = new SplittableRandom(seed);
        var text = new StringBuilder("ts_ms,price,qty,side\n");
        for (long at = 0; at < LENGTH_MILLIS; at += 150 + random.nextInt(300)) {
            double wave = 0.02 * Math.sin(2 * Math.PI * at / WAVE_MILLIS) + 0.0004 * random.nextDouble();
            text.append(String.format(
                    Locale.ROOT,
                    "%d,%.4f,%d,%s%n",
                    START_MILLIS + at,
                    0.25 * (1 + wave),
                    100 + random.nextInt(900),
                    random.nextBoolean() ? "buy" : "sell"));
        }
        Path file = folder.resolve(symbol + ".csv");
        Files.writeString(file, text);
        return symbol + "=" + file;
    }
}
