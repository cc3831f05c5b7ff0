package dev.tapedeck.local.tape;

import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.value.Side;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the trades of one symbol as a tape that gives the same contract and the same prints when it is played: a line with the contract's terms, the header, and a row for each trade with its quantity in coins. A trade whose venue time lies before that of the
 * trade logged before it gets the time of that one.
 */
public final class TapeWriter implements AutoCloseable {
    private final BufferedWriter out;
    private final BigDecimal contractSize;
    private final long fromMillis;
    private final long toMillis;
    private long lastMillis = Long.MIN_VALUE;
    private long trades;
    private long moved;

    /**
     * @param file gzipped when its name ends in {@code .gz}
     * @param fromMillis first time that is written
     * @param toMillis first time that is not
     */
    public TapeWriter(Path file, InstrumentListed terms, long fromMillis, long toMillis) throws IOException {
        OutputStream raw = Files.newOutputStream(file);
        out = new BufferedWriter(new OutputStreamWriter(
                file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw, StandardCharsets.UTF_8));
        contractSize = terms.contractSize();
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        out.write("# symbol=" + terms.symbol().name() + " price_tick=" + terms.priceTick() + " contract_size="
                + plain(terms.contractSize()) + " max_quantity=" + terms.maxQuantity() + " taker_fee="
                + plain(terms.takerFeeRate()) + " maker_fee=" + plain(terms.makerFeeRate()) + "\n" + TapeFile.HEADER
                + "\n");
    }

    /** Writes what lies between the times. */
    public void write(TradesPrinted printed) throws IOException {
        for (Trade trade : printed.trades()) {
            long millis = Math.max(lastMillis, trade.at().toEpochMilli());
            if (millis >= fromMillis && millis < toMillis) {
                moved += trade.at().toEpochMilli() < millis ? 1 : 0;
                trades++;
                out.write(millis + "," + trade.price() + ","
                        + plain(trade.quantity().contracts().multiply(contractSize)) + ","
                        + (trade.takerSide() == Side.BUY ? "buy" : "sell") + "\n");
            }
            lastMillis = millis;
        }
    }

    public long trades() {
        return trades;
    }

    /** Returns how many trades came late and were moved to the time of the trade before. */
    public long moved() {
        return moved;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
