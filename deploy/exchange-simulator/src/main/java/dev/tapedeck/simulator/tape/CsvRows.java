package dev.tapedeck.simulator.tape;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tape file row by row, gzipped or plain, and checks every row: maybe a line of {@link TapeTerms}, header {@code ts_ms,price,qty,side}, timestamps
 * non-decreasing, price and quantity plain decimals above zero, side {@code buy} or {@code sell}. Decimals come as
 * mantissa and number of decimals, exact.
 */
final class CsvRows implements AutoCloseable {
    static final String HEADER = "ts_ms,price,qty,side";

    private static final int LONGEST_LINE = 256;
    private static final int MOST_DIGITS = 18;
    private static final int READ_BYTES = 1 << 16;

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[READ_BYTES];
    private final byte[] line = new byte[LONGEST_LINE];
    private int bufferLength;
    private int bufferAt;
    private final @Nullable TapeTerms terms;
    private int lineLength;
    private int at;
    private long lineNumber;

    private long timestampMillis = Long.MIN_VALUE;
    private long mantissa;
    private int decimals;
    private long priceMantissa;
    private int priceDecimals;
    private long quantityMantissa;
    private int quantityDecimals;
    private boolean buyerTakes;

    CsvRows(Path file) {
        this.file = file;
        if (!Files.isRegularFile(file)) {
            throw new InvalidTapeException(
                    file + ": no such tape file; expected a CSV, plain or gzipped, with header " + HEADER);
        }
        try {
            in = open(file);
            boolean any = readLine();
            terms = TapeTerms.isTerms(lineText()) ? readTerms() : null;
            if (terms != null) {
                any = readLine();
            }
            if (!any || !HEADER.equals(lineText())) {
                throw invalid("header must be " + HEADER + ", was '" + lineText() + "'");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), READ_BYTES);
        raw.mark(2);
        boolean gzipped = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return gzipped ? new GZIPInputStream(raw, READ_BYTES) : raw;
    }

    private TapeTerms readTerms() {
        try {
            return TapeTerms.parse(lineText());
        } catch (IllegalArgumentException malformed) {
            throw invalid(String.valueOf(malformed.getMessage()));
        }
    }

    boolean next() {
        try {
            if (!readLine()) {
                return false;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        at = 0;
        readTimestamp();
        readDecimal("price");
        priceMantissa = mantissa;
        priceDecimals = decimals;
        readDecimal("qty");
        quantityMantissa = mantissa;
        quantityDecimals = decimals;
        readSide();
        return true;
    }

    private boolean readLine() throws IOException {
        lineLength = 0;
        boolean any = false;
        while (true) {
            if (bufferAt == bufferLength) {
                bufferLength = in.read(buffer);
                bufferAt = 0;
                if (bufferLength <= 0) {
                    bufferLength = 0;
                    break;
                }
            }
            byte next = buffer[bufferAt++];
            any = true;
            if (next == '\n') {
                break;
            }
            if (next != '\r') {
                if (lineLength == LONGEST_LINE) {
                    lineNumber++;
                    throw invalid("line must be at most " + LONGEST_LINE + " characters");
                }
                line[lineLength++] = next;
            }
        }
        if (any) {
            lineNumber++;
        }
        return any;
    }

    private void readTimestamp() {
        int from = at;
        long value = 0;
        while (at < lineLength && line[at] != ',') {
            int digit = line[at] - '0';
            if (digit < 0 || digit > 9 || at - from >= 15) {
                throw invalid("ts_ms must be UTC milliseconds, was '" + field(from) + "'");
            }
            value = value * 10 + digit;
            at++;
        }
        if (at == from || at == lineLength) {
            throw invalid("row must be " + HEADER + ", was '" + lineText() + "'");
        }
        if (value < timestampMillis) {
            throw invalid("ts_ms must not be before the previous row's " + timestampMillis + ", was " + value);
        }
        timestampMillis = value;
        at++;
    }

    private void readDecimal(String name) {
        int from = at;
        int digits = 0;
        int afterPoint = -1;
        long value = 0;
        while (at < lineLength && line[at] != ',') {
            byte next = line[at];
            if (next == '.' && afterPoint < 0) {
                afterPoint = 0;
            } else if (next >= '0' && next <= '9' && digits < MOST_DIGITS) {
                value = value * 10 + (next - '0');
                digits += value == 0 ? 0 : 1;
                afterPoint += afterPoint < 0 ? 0 : 1;
            } else {
                throw invalid(name + " must be a plain decimal above 0, was '" + field(from) + "'");
            }
            at++;
        }
        if (at == lineLength || value == 0) {
            throw invalid(name + " must be a plain decimal above 0, was '" + field(from) + "'");
        }
        mantissa = value;
        decimals = Math.max(0, afterPoint);
        while (decimals > 0 && mantissa % 10 == 0) {
            mantissa /= 10;
            decimals--;
        }
        at++;
    }

    private void readSide() {
        int length = lineLength - at;
        if (length == 3 && line[at] == 'b' && line[at + 1] == 'u' && line[at + 2] == 'y') {
            buyerTakes = true;
        } else if (length == 4
                && line[at] == 's'
                && line[at + 1] == 'e'
                && line[at + 2] == 'l'
                && line[at + 3] == 'l') {
            buyerTakes = false;
        } else {
            throw invalid("side must be buy or sell, was '" + field(at) + "'");
        }
    }

    private String field(int from) {
        int end = from;
        while (end < lineLength && line[end] != ',') {
            end++;
        }
        return new String(line, from, end - from, StandardCharsets.UTF_8);
    }

    private String lineText() {
        return new String(line, 0, lineLength, StandardCharsets.UTF_8);
    }

    InvalidTapeException invalid(String expectedAndActual) {
        return new InvalidTapeException(file + ":" + Math.max(1, lineNumber) + ": " + expectedAndActual);
    }

    private InvalidTapeException unreadable(IOException cause) {
        return new InvalidTapeException(
                file + ":" + (lineNumber + 1) + ": cannot be read: " + cause.getMessage(), cause);
    }

    /** Returns the terms that the tape was recorded on, absent when it does not say. */
    @Nullable
    TapeTerms terms() {
        return terms;
    }

    long timestampMillis() {
        return timestampMillis;
    }

    long priceMantissa() {
        return priceMantissa;
    }

    int priceDecimals() {
        return priceDecimals;
    }

    long quantityMantissa() {
        return quantityMantissa;
    }

    int quantityDecimals() {
        return quantityDecimals;
    }

    boolean buyerTakes() {
        return buyerTakes;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
