package dev.tapedeck.backtest.report;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as people read them: rounded, with a dash for what is absent. */
final class Shown {
    static final String ABSENT = "-";

    private static final int PRICE_DIGITS = 8;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Shown() {}

    static String money(@Nullable Usdt amount) {
        return amount == null
                ? ABSENT
                : amount.value().setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    static String number(@Nullable Double number) {
        return number == null ? ABSENT : String.format(Locale.ROOT, "%.2f", number);
    }

    static String percent(@Nullable Double number) {
        return number == null ? ABSENT : number(number) + " %";
    }

    static String price(@Nullable Price price) {
        if (price == null) {
            return ABSENT;
        }
        BigDecimal rounded = price.value().round(new MathContext(PRICE_DIGITS, RoundingMode.HALF_EVEN));
        return rounded.stripTrailingZeros().toPlainString();
    }

    static String time(@Nullable Instant at) {
        return at == null ? ABSENT : TIME.format(at);
    }

    static String duration(long seconds) {
        Duration length = Duration.ofSeconds(seconds);
        String clock = String.format(
                Locale.ROOT, "%d:%02d:%02d", length.toHoursPart(), length.toMinutesPart(), length.toSecondsPart());
        return length.toDays() == 0 ? clock : length.toDays() + " d " + clock;
    }
}
