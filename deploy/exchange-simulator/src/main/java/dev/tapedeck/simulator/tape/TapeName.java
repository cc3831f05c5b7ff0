package dev.tapedeck.simulator.tape;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tape file and the contract it drives.
 *
 * @param symbol for example ADX_USDT
 * @param quotedInBtc whether its prices are in BTC and get requoted
 */
public record TapeName(String symbol, Path file, boolean quotedInBtc) {
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]+_USDT");
    private static final Pattern PAIR = Pattern.compile("[A-Z0-9]*[A-Z][A-Z0-9]*");
    private static final Pattern NAME_PARTS = Pattern.compile("[_.]");
    private static final Pattern TIMESTAMP = Pattern.compile("\\d{8}T?\\d*");

    /**
     * Reads {@code FILE} or {@code SYMBOL=FILE}. Without a symbol, the first part of the file name (between
     * underscores) that is an upper-case pair or coin gives it: ADXBTC is ADX_USDT quoted in BTC, BTCUSD is BTC_USDT.
     *
     * @throws InvalidTapeException when no symbol can be told
     */
    public static TapeName parse(String text) {
        int equals = text.indexOf('=');
        Path file = Path.of(text.substring(equals + 1));
        String pair = pairOf(file);
        if (equals > 0) {
            String symbol = text.substring(0, equals);
            if (!SYMBOL.matcher(symbol).matches()) {
                throw new InvalidTapeException(
                        "symbol must be like BTC_USDT, was '" + symbol + "' (--tape " + text + ")");
            }
            return new TapeName(symbol, file, pair != null && isQuotedInBtc(pair));
        }
        if (pair == null) {
            throw new InvalidTapeException("the file name must begin with a pair like ADXBTC or BTCUSDT, was '"
                    + file.getFileName() + "'; name the symbol with --tape SYMBOL=" + file);
        }
        return new TapeName(baseOf(pair) + "_USDT", file, isQuotedInBtc(pair));
    }

    private static @Nullable String pairOf(Path file) {
        Path name = file.getFileName();
        if (name == null) {
            return null;
        }
        for (String part : NAME_PARTS.split(name.toString(), -1)) {
            if (PAIR.matcher(part).matches() && !TIMESTAMP.matcher(part).matches()) {
                return part;
            }
        }
        return null;
    }

    private static boolean isQuotedInBtc(String pair) {
        return pair.endsWith("BTC") && pair.length() > 3;
    }

    private static String baseOf(String pair) {
        for (String quote : new String[] {"USDT", "USD", "BTC"}) {
            if (pair.endsWith(quote) && pair.length() > quote.length()) {
                return pair.substring(0, pair.length() - quote.length());
            }
        }
        return pair;
    }
}
