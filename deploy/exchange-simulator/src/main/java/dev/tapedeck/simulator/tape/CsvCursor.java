package dev.tapedeck.simulator.tape;

import java.nio.file.Path;

/** A recorded tape as prints: prices in the tape's own ticks, quantities rounded half up to whole contracts, at least 1. */
final class CsvCursor implements TapeCursor {
    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int exponent = 1; exponent < POWERS_OF_TEN.length; exponent++) {
            POWERS_OF_TEN[exponent] = POWERS_OF_TEN[exponent - 1] * 10;
        }
    }

    private final CsvRows rows;
    private final int market;
    private final int priceDecimals;
    private final int contractDecimals;

    /**
     * @param priceDecimals decimals of the finest price in the tape: a tick is one unit of the last
     * @param contractDecimals contract size is ten to the power of minus this
     */
    CsvCursor(Path file, int market, int priceDecimals, int contractDecimals) {
        this.rows = new CsvRows(file);
        this.market = market;
        this.priceDecimals = priceDecimals;
        this.contractDecimals = contractDecimals;
    }

    @Override
    public boolean advance() {
        return rows.next();
    }

    @Override
    public long timestampMillis() {
        return rows.timestampMillis();
    }

    @Override
    public int market() {
        return market;
    }

    @Override
    public long ticks() {
        return ticks(rows, priceDecimals);
    }

    @Override
    public long contracts() {
        return contracts(rows, contractDecimals);
    }

    @Override
    public boolean buyerTakes() {
        return rows.buyerTakes();
    }

    @Override
    public void close() {
        rows.close();
    }

    static long ticks(CsvRows rows, int priceDecimals) {
        try {
            return Math.multiplyExact(rows.priceMantissa(), POWERS_OF_TEN[priceDecimals - rows.priceDecimals()]);
        } catch (ArithmeticException e) {
            throw rows.invalid("price must fit 18 digits in ticks");
        }
    }

    static long contracts(CsvRows rows, int contractDecimals) {
        int shift = contractDecimals - rows.quantityDecimals();
        if (shift >= 0) {
            try {
                return Math.multiplyExact(rows.quantityMantissa(), POWERS_OF_TEN[shift]);
            } catch (ArithmeticException e) {
                throw rows.invalid("qty must fit 18 digits in contracts");
            }
        }
        if (-shift >= POWERS_OF_TEN.length) {
            return 1;
        }
        long divisor = POWERS_OF_TEN[-shift];
        long whole = rows.quantityMantissa() / divisor;
        boolean up = rows.quantityMantissa() % divisor >= divisor - divisor / 2;
        return Math.max(1, whole + (up ? 1 : 0));
    }
}
