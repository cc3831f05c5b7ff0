package dev.tapedeck.simulator.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Candle intervals of the contract API. Weeks begin on Monday, months on the first, all in UTC. */
public enum Interval {
    MIN1(60),
    MIN5(300),
    MIN15(900),
    MIN30(1800),
    MIN60(3600),
    HOUR4(14_400),
    HOUR8(28_800),
    DAY1(86_400),
    WEEK1(604_800),
    MONTH1(0);

    /** 1970-01-05, the first Monday. */
    private static final long FIRST_MONDAY_SECONDS = 4 * 86_400L;

    private final int seconds;
    private final String wireName;

    Interval(int seconds) {
        this.seconds = seconds;
        wireName = name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    public static @Nullable Interval of(@Nullable String wireName) {
        for (Interval interval : values()) {
            if (interval.wireName.equals(wireName)) {
                return interval;
            }
        }
        return null;
    }

    /** For example Min1. */
    public String wireName() {
        return wireName;
    }

    long startSeconds(long atSeconds) {
        if (this == MONTH1) {
            return dateOf(atSeconds).withDayOfMonth(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        }
        long offset = this == WEEK1 ? FIRST_MONDAY_SECONDS : 0;
        return Math.floorDiv(atSeconds - offset, seconds) * seconds + offset;
    }

    long endSeconds(long startSeconds) {
        return this == MONTH1
                ? dateOf(startSeconds).plusMonths(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC)
                : startSeconds + seconds;
    }

    private static LocalDate dateOf(long atSeconds) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(atSeconds), ZoneOffset.UTC);
    }
}
