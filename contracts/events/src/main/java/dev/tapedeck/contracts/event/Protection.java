package dev.tapedeck.contracts.event;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a strategy from entering for a while because of how its trades ended; exits go on. Decided by risk, in event time, over the closed trades of the
 * strategy in its session. Which components a kind has is said at the kind; all others are absent. After the protections of Freqtrade.
 *
 * @param seconds 1..604800, event time after an exit
 * @param lookbackSeconds 1..604800, trades count that closed within so much event time
 * @param trades 1..1000, how many of them it takes
 * @param pauseSeconds 1..604800, event time without entries from the trade that was one too many
 * @param perSymbol whether each symbol counts and pauses for itself; false when absent
 * @param drawdownPercent above 0 to 100
 * @param profitPercent -100 to 100
 */
public record Protection(
        Kind kind,
        @Nullable Integer seconds,
        @Nullable Integer lookbackSeconds,
        @Nullable Integer trades,
        @Nullable Integer pauseSeconds,
        @Nullable Boolean perSymbol,
        @Nullable BigDecimal drawdownPercent,
        @Nullable BigDecimal profitPercent) {

    public enum Kind {
        /** No entry on a symbol for {@code seconds} after an exit on it. */
        COOL_DOWN,
        /** Pauses when at least {@code trades} were closed by an emergency exit or the stop at the venue. May have {@code perSymbol}. */
        STOP_LOSS_GUARD,
        /** Pauses when the results of at least {@code trades}, in the order of their ends, fell {@code drawdownPercent} of the equity or more from their peak. */
        MAX_DRAWDOWN,
        /** Pauses a symbol when at least {@code trades} on it made less than {@code profitPercent} of their margin together. */
        LOW_PROFIT
    }

    /**
     * Checks that the kind has what it needs and no more.
     *
     * @throws IllegalArgumentException when it does not
     */
    public Protection {
        drawdownPercent = drawdownPercent == null ? null : Sizing.plain(drawdownPercent);
        profitPercent = profitPercent == null ? null : Sizing.plain(profitPercent);
        boolean coolsDown = kind == Kind.COOL_DOWN;
        var flaws = new ArrayList<String>();
        check(flaws, "seconds", seconds, coolsDown);
        check(flaws, "lookbackSeconds", lookbackSeconds, !coolsDown);
        check(flaws, "trades", trades, !coolsDown);
        check(flaws, "pauseSeconds", pauseSeconds, !coolsDown);
        check(flaws, "perSymbol", perSymbol, perSymbol != null && kind == Kind.STOP_LOSS_GUARD);
        check(flaws, "drawdownPercent", drawdownPercent, kind == Kind.MAX_DRAWDOWN);
        check(flaws, "profitPercent", profitPercent, kind == Kind.LOW_PROFIT);
        if (!flaws.isEmpty()) {
            throw new IllegalArgumentException(String.join(", ", flaws) + " (protection=" + kind + ")");
        }
    }

    private static void check(List<String> flaws, String name, @Nullable Object value, boolean belongs) {
        if ((value != null) != belongs) {
            flaws.add(name + " must be " + (belongs ? "there" : "absent") + ", was " + value);
        }
    }
}
