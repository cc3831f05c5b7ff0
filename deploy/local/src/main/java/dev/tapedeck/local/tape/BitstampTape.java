package dev.tapedeck.local.tape;

import dev.tapedeck.local.StackFailure;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * The default tape: 99,982 trades of BTC/USD on Bitstamp, 25 to 30 November 2013, as the artifact {@code org.ta4j:ta4j-examples} ships them.
 * The recording does not say who took; the tick rule does: a trade above the last different price was a taker's buy, below it a sell, at the
 * same price it keeps the side of the trade before, and the first is a buy. 18 rows without a quantity are no trades and are left out.
 */
public final class BitstampTape {
    private static final String RESOURCE = "/bitstamp_trades_from_20131125_usd.csv";
    private static final String SOURCE_HEADER = "timestamp,price,amount";
    private static final String FILE_NAME = "BTCUSD_20131125_bitstamp.csv.gz";

    private BitstampTape() {}

    /** Returns the tape's file in the directory, made there if it is not there yet. */
    public static Path in(Path directory) {
        Path file = directory.resolve(FILE_NAME);
        if (Files.exists(file)) {
            return file;
        }
        try (InputStream source = BitstampTape.class.getResourceAsStream(RESOURCE)) {
            if (source == null) {
                throw new StackFailure("the default tape " + RESOURCE
                        + " must be on the class path (org.ta4j:ta4j-examples); build again or give --tape FILE");
            }
            Files.createDirectories(directory);
            Path draft = directory.resolve(FILE_NAME + ".new");
            convert(source, draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException failed) {
            throw new StackFailure("the default tape could not be written to " + directory, failed);
        }
    }

    static void convert(InputStream source, Path target) throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8));
                var writer = new BufferedWriter(new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(target)), StandardCharsets.UTF_8))) {
            if (!SOURCE_HEADER.equals(reader.readLine())) {
                throw new StackFailure("the default tape's source must begin with " + SOURCE_HEADER);
            }
            writer.write(TapeFile.HEADER + "\n");
            BigDecimal last = BigDecimal.ZERO;
            boolean buy = true;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split(",", -1);
                var price = new BigDecimal(fields[1]);
                var quantity = new BigDecimal(fields[2]);
                if (quantity.signum() > 0) {
                    int change = price.compareTo(last);
                    buy = change == 0 ? buy : change > 0;
                    last = price;
                    writer.write(row(Long.parseLong(fields[0]) * 1000, price, quantity, buy));
                }
            }
        }
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private static String row(long millis, BigDecimal price, BigDecimal quantity, boolean buy) {
        return millis + "," + plain(price) + "," + plain(quantity) + "," + (buy ? "buy" : "sell") + "\n";
    }
}
