package dev.tapedeck.contracts.event;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** How large the parts of a {@link StrategyDefinition} may be, wherever one comes in: in a file or over REST. The smallest whole number is 1 unless said. */
public final class StrategyBounds {
    /** The form of an id. */
    public static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** The form of a symbol. */
    public static final Pattern SYMBOL = Pattern.compile("[A-Z0-9][A-Z0-9_-]{0,39}");

    /** The form of a description. */
    public static final Pattern DESCRIPTION = Pattern.compile("(?s).{0,2000}");

    /** What a condition of ZE1 and E1 may ask of the position of its own strategy, beside indicators. */
    public static final List<String> POSITION_MEASURES =
            List.of("position_return_bps", "position_age_seconds", "position_drawdown_bps");

    public static final int VERSION_MAX = 1_000_000;
    public static final BigDecimal NOTIONAL_MAX = BigDecimal.valueOf(1_000_000);
    public static final int LEVERAGE_MAX = 200;
    public static final int SLIPPAGE_BPS_MAX = 1_000;
    /** For the stop and the trailing stop. */
    public static final int STOP_BPS_MAX = 9_000;
    /** A stop times the leverage lies below this: there the margin is gone, and the venue liquidates before. */
    public static final int MARGIN_BPS = 10_000;

    public static final int PROFIT_BPS_MAX = 100_000;
    public static final int ENTRY_TIMEOUT_SECONDS_MAX = 3_600;
    /** For the longest hold, the cool-down, which may be 0, and all times of protections. */
    public static final int WEEK_SECONDS = 604_800;

    public static final int ENTRIES_MAX = 10;
    public static final int SYMBOLS_MAX = 200;
    /** Of a section, those in its groups included. */
    public static final int CONDITIONS_MAX = 32;
    /** Groups within groups. */
    public static final int GROUP_DEPTH_MAX = 3;

    public static final int FOR_SECONDS_MAX = 3_600;
    public static final int PROTECTIONS_MAX = 8;
    public static final int TRADES_MAX = 1_000;
    /** For what is a part of something. */
    public static final BigDecimal PERCENT_MAX = BigDecimal.valueOf(100);
    /** For a notional as a share of the equity. */
    public static final BigDecimal SHARE_PERCENT_MAX = BigDecimal.valueOf(1_000);

    private StrategyBounds() {}
}
