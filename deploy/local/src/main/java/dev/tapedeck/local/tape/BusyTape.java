package dev.tapedeck.local.tape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded tapes of a busy but calm market: prices wander a tick at a time, so that orders fill and slippage stays small. */
public final class BusyTape {
    private static final long SEED = 20_260_101;
    private static final long START_MILLIS = 1_767_225_600_000L;
    private static final BigDecimal TICK = new BigDecimal("0.1");

    private BusyTape() {}

    /** Writes one tape a symbol and returns them as {@code SYMBOL=FILE}. */
    public static List<String> write(Path directory, int symbols, int seconds, int tradesPerSecond) {
        var tapes = new ArrayList<String>();
        for (int i = 1; i <= symbols; i++) {
            Path file = directory.resolve("busy-" + i + ".csv");
            write(file, new SplittableRandom(SEED + i), seconds, tradesPerSecond);
            tapes.add("B" + i + "_USDT=" + file);
        }
        return tapes;
    }

    private static void write(Path file, SplittableRandom random, int seconds, int tradesPerSecond) {
        try {
            Files.createDirectories(file.getParent());
            try (Writer out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
                out.write("ts_ms,price,qty,side\n");
                writeTrades(out, random, seconds, tradesPerSecond);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("tape could not be written: " + file, failed);
        }
    }

    private static void writeTrades(Writer out, SplittableRandom random, int seconds, int tradesPerSecond)
            throws IOException {
        BigDecimal price = new BigDecimal("1000.0");
        long spacing = 1_000L / tradesPerSecond;
        for (long i = 0; i < (long) seconds * tradesPerSecond; i++) {
            price = price.add(TICK.multiply(BigDecimal.valueOf(random.nextInt(-1, 2))));
            long at = START_MILLIS + i * spacing + random.nextLong(spacing);
            out.write(at + "," + price.toPlainString() + "," + (1 + random.nextInt(50)) + ","
                    + (random.nextBoolean() ? "buy" : "sell") + "\n");
        }
    }
}
