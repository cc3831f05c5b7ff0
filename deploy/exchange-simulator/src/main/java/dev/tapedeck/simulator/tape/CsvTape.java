package dev.tapedeck.simulator.tape;

import dev.tapedeck.simulator.core.Instrument;
import dev.tapedeck.simulator.core.MarketOpening;
import dev.tapedeck.simulator.tape.CsvCursor.Unit;
import java.math.BigDecimal;
import java.nio.file.Path;

/** Opens a tape file: reads it through once, which checks every row and finds its tick and time span. */
public final class CsvTape {
    private CsvTape() {}

    /**
     * Reads the whole file once and returns it ready to play.
     *
     * @param market index of the market this tape drives
     * @param btcUsdt USDT per BTC, used when the tape is quoted in BTC
     * @throws InvalidTapeException when the file is missing or a row is not of the format
     */
    public static Recording open(TapeName name, int market, BigDecimal btcUsdt) {
        Path file = name.file();
        int priceDecimals = 0;
        long firstMillis;
        BigDecimal firstTapePrice;
        try (CsvRows rows = new CsvRows(file)) {
            if (!rows.next()) {
                throw rows.invalid("a tape must have at least one row");
            }
            firstMillis = rows.timestampMillis();
            firstTapePrice = BigDecimal.valueOf(rows.priceMantissa(), rows.priceDecimals());
            do {
                priceDecimals = Math.max(priceDecimals, rows.priceDecimals());
            } while (rows.next());
            long lastMillis = rows.timestampMillis();
            return rows.terms() == null
                    ? derived(name, market, btcUsdt, priceDecimals, firstTapePrice, firstMillis, lastMillis)
                    : recorded(name, market, rows.terms(), firstMillis, lastMillis);
        }
    }

    private static Recording recorded(TapeName name, int market, TapeTerms terms, long firstMillis, long lastMillis) {
        if (!terms.symbol().equals(name.symbol())) {
            throw new InvalidTapeException(name.file() + ":1: the tape must be of " + name.symbol()
                    + ", which was asked for, was recorded of " + terms.symbol());
        }
        return recording(
                name,
                InstrumentFactory.create(market, terms, firstMillis),
                Unit.of(terms.priceTick()),
                Unit.of(terms.contractSize()),
                firstMillis,
                lastMillis);
    }

    private static Recording derived(
            TapeName name,
            int market,
            BigDecimal btcUsdt,
            int priceDecimals,
            BigDecimal firstTapePrice,
            long firstMillis,
            long lastMillis) {
        BigDecimal factor = name.quotedInBtc() ? btcUsdt : BigDecimal.ONE;
        BigDecimal firstPrice = firstTapePrice.multiply(factor);
        BigDecimal unit =
                BigDecimal.ONE.movePointLeft(priceDecimals).multiply(factor).stripTrailingZeros();
        BigDecimal priceUnit = unit.scale() < 0 ? unit.setScale(0) : unit;
        return recording(
                name,
                InstrumentFactory.create(market, name.symbol(), priceUnit, firstPrice, firstMillis),
                new Unit(1, priceDecimals),
                new Unit(1, InstrumentFactory.contractDecimals(name.symbol(), firstPrice)),
                firstMillis,
                lastMillis);
    }

    /** @param tick as the tape has it, which may be quoted in BTC */
    private static Recording recording(
            TapeName name, Instrument instrument, Unit tick, Unit contract, long firstMillis, long lastMillis) {
        MarketOpening opening;
        try (CsvRows rows = new CsvRows(name.file())) {
            rows.next();
            opening = new MarketOpening(instrument, CsvCursor.ticks(rows, tick), CsvCursor.contracts(rows, contract));
        }
        return new Recording(
                opening, firstMillis, lastMillis, index -> new CsvCursor(name.file(), index, tick, contract));
    }
}
