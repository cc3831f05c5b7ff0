package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What counts as a failure of a strategy: an entry that the venue rejected, one that was denied for its own numbers, and one that was denied for what the
 * account is when the strategy insists on it.
 */
final class Failures {
    /** Why the release of a reservation says that the venue rejected the order. */
    static final String REJECTED = "rejected";

    /** States of the session, of the market and of the strategy, not of the entry that met them. */
    private static final Set<DenialReason> NOT_ITS_OWN = EnumSet.of(
            DenialReason.SESSION_NOT_RUNNING,
            DenialReason.TRADING_HALTED,
            DenialReason.TRADING_REDUCING,
            DenialReason.STRATEGY_DISABLED,
            DenialReason.INSTRUMENT_UNKNOWN,
            DenialReason.FEED_NOT_FRESH,
            DenialReason.PROTECTION_COOL_DOWN,
            DenialReason.PROTECTION_STOP_LOSSES,
            DenialReason.PROTECTION_DRAWDOWN,
            DenialReason.PROTECTION_LOW_PROFIT);

    /** A move of the whole market brings many of these at once to a strategy that does nothing wrong. */
    private static final Set<DenialReason> OF_THE_ACCOUNT = EnumSet.of(
            DenialReason.OPEN_POSITIONS,
            DenialReason.CONCENTRATION,
            DenialReason.PORTFOLIO_RISK,
            DenialReason.DAILY_LOSS,
            DenialReason.DRAWDOWN,
            DenialReason.MARGIN_RATIO,
            DenialReason.MARGIN_UTILISATION,
            DenialReason.BUDGET);

    private Failures() {}

    static Conduct after(Conduct before, OrderDenied denied, Instant at) {
        if (NOT_ITS_OWN.contains(denied.reason())) {
            return before;
        }
        return OF_THE_ACCOUNT.contains(denied.reason()) ? before.turnedAway(denied.symbol(), at) : before.withFailure();
    }
}
