package dev.tapedeck.simulator.tape;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The contract that a tape was recorded on. A tape that has none gets a contract made of its trades; one that has them in its first line gives the same contract again, whatever part of the trades it holds. The line is {@code # symbol=ADX_USDT
 * price_tick=0.0001 contract_size=1 max_quantity=74183976 taker_fee=0.0004 maker_fee=0.0001}. Prices of such a tape are in USDT.
 *
 * @param priceTick USDT
 * @param contractSize coins in one contract
 * @param maxQuantity contracts in one order; the risk ladder's last step
 */
record TapeTerms(
        String symbol,
        BigDecimal priceTick,
        BigDecimal contractSize,
        long maxQuantity,
        BigDecimal takerFee,
        BigDecimal makerFee) {
    private static final String FORM =
            "# symbol=S price_tick=N contract_size=N max_quantity=N taker_fee=N maker_fee=N, all but the fees above 0";
    private static final String DECIMAL = "(\\d{1,12}(?:\\.\\d{1,12})?)";
    private static final Pattern LINE = Pattern.compile("# symbol=([A-Z0-9]+_USDT) price_tick=" + DECIMAL
            + " contract_size=" + DECIMAL + " max_quantity=(\\d{1,15}) taker_fee=(-?\\d(?:\\.\\d{1,12})?)"
            + " maker_fee=(-?\\d(?:\\.\\d{1,12})?)");

    static boolean isTerms(String line) {
        return line.startsWith("#");
    }

    /** Returns the terms that the line gives; throws {@link IllegalArgumentException} when it gives none. */
    static TapeTerms parse(String line) {
        Matcher parts = LINE.matcher(line);
        if (parts.matches()) {
            var terms = new TapeTerms(
                    parts.group(1),
                    plain(parts.group(2)),
                    plain(parts.group(3)),
                    Long.parseLong(parts.group(4)),
                    new BigDecimal(parts.group(5)),
                    new BigDecimal(parts.group(6)));
            if (terms.priceTick.signum() > 0 && terms.contractSize.signum() > 0 && terms.maxQuantity > 0) {
                return terms;
            }
        }
        throw new IllegalArgumentException("the line of terms must be " + FORM + ", was '" + line + "'");
    }

    private static BigDecimal plain(String text) {
        BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }
}
