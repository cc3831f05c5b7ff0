package dev.tapedeck.simulator.tape;

import java.math.BigDecimal;
import java.nio.file.Path;

/** A recorded tape as prints: prices in whole ticks, quantities rounded half up to whole contracts, at least 1. */
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
    private final Unit tick;
    private final Unit contract;

    /** A step of prices or quantities as the tape has them: {@code mantissa} times ten to the power of minus {@code decimals}. */
    record Unit(long mantissa, int decimals) {
        static Unit of(BigDecimal value) {
            BigDecimal digits = value.stripTrailingZeros();
            return new Unit(digits.unscaledValue().longValueExact(), digits.scale());
        }
    }

    CsvCursor(Path file, int market, Unit tick, Unit contract) {
        this.rows = new CsvRows(file);
        this.market = market;
        this.tick = tick;
        this.contract = contract;
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
        return ticks(rows, tick);
    }

    @Override
    public long contracts() {
        return contracts(rows, contract);
    }

    @Override
    public boolean buyerTakes() {
        return rows.buyerTakes();
    }

    @Override
    public void close() {
        rows.close();
    }

    static long ticks(CsvRows rows, Unit tick) {
        int shift = tick.decimals() - rows.priceDecimals();
        if (shift < 0) {
            throw rows.invalid("price must be a whole number of ticks");
        }
        long units;
        try {
            units = Math.multiplyExact(rows.priceMantissa(), POWERS_OF_TEN[shift]);
        } catch (ArithmeticException e) {
            throw rows.invalid("price must fit 18 digits in ticks");
        }
        if (units % tick.mantissa() != 0) {
            throw rows.invalid("price must be a whole number of ticks");
        }
        return units / tick.mantissa();
    }

    static long contracts(CsvRows rows, Unit contract) {
        int shift = contract.decimals() - rows.quantityDecimals();
        if (-shift >= POWERS_OF_TEN.length) {
            return 1;
        }
        long units = rows.quantityMantissa();
        long divisor = contract.mantissa();
        try {
            units = shift >= 0 ? Math.multiplyExact(units, POWERS_OF_TEN[shift]) : units;
            divisor = shift < 0 ? Math.multiplyExact(divisor, POWERS_OF_TEN[-shift]) : divisor;
        } catch (ArithmeticException e) {
            throw rows.invalid("qty must fit 18 digits in contracts");
        }
        boolean up = units % divisor >= divisor - divisor / 2;
        return Math.max(1, units / divisor + (up ? 1 : 0));
    }
}
