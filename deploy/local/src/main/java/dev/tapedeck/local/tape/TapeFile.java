package dev.tapedeck.local.tape;

import dev.tapedeck.local.WrongUse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The look at a tape before a stack starts: it is there and its first rows are of the format, after a line of terms that a recorded tape begins with. The simulator reads all of it. */
public final class TapeFile {
    static final String HEADER = "ts_ms,price,qty,side";

    private static final int ROWS_CHECKED = 100;

    private TapeFile() {}

    /**
     * Returns the argument with its file made absolute: {@code FILE} or {@code SYMBOL=FILE}.
     *
     * @throws WrongUse when the file is not there or not of the format
     */
    public static String checked(String argument) {
        int equals = argument.indexOf('=');
        Path file = Path.of(argument.substring(equals + 1)).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new WrongUse("tape not found: " + file + "; expected a CSV, plain or gzipped, with header " + HEADER);
        }
        checkRows(file);
        return argument.substring(0, equals + 1) + file;
    }

    private static void checkRows(Path file) {
        try (var reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            String first = reader.readLine();
            boolean terms = first != null && first.startsWith("#");
            String header = terms ? reader.readLine() : first;
            if (!HEADER.equals(header)) {
                throw new WrongUse("tape " + file + ": header must be " + HEADER + ", was '" + header + "'");
            }
            long beforeMillis = Long.MIN_VALUE;
            int row = 0;
            for (String line = reader.readLine(); line != null && row < ROWS_CHECKED; line = reader.readLine()) {
                row++;
                beforeMillis = checkRow(file, row + (terms ? 2 : 1), line, beforeMillis);
            }
            if (row == 0) {
                throw new WrongUse("tape " + file + " must have at least one row after the header");
            }
        } catch (IOException unreadable) {
            throw new WrongUse("tape " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static InputStream open(Path file) throws IOException {
        var input = new PushbackInputStream(Files.newInputStream(file), 2);
        byte[] magic = input.readNBytes(2);
        input.unread(magic);
        boolean gzipped = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
        return gzipped ? new GZIPInputStream(input) : input;
    }

    private static long checkRow(Path file, int lineNumber, String line, long beforeMillis) {
        String[] fields = line.split(",", -1);
        try {
            long millis = Long.parseLong(fields[0]);
            boolean positive = new BigDecimal(fields[1]).signum() > 0 && new BigDecimal(fields[2]).signum() > 0;
            boolean sided = "buy".equals(fields[3]) || "sell".equals(fields[3]);
            if (fields.length == 4 && positive && sided && millis >= beforeMillis) {
                return millis;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException malformed) {
            throw malformed(file, lineNumber, line, malformed);
        }
        throw malformed(file, lineNumber, line, null);
    }

    private static WrongUse malformed(Path file, int lineNumber, String line, @Nullable Exception cause) {
        String message = "tape " + file + ":" + lineNumber + ": row must be " + HEADER
                + " with times that do not go back, price and qty above 0 and side buy or sell, was '" + line + "'";
        return cause == null ? new WrongUse(message) : new WrongUse(message, cause);
    }
}
