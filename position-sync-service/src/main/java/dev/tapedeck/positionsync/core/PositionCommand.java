package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.CommandEvent.ClosePosition;
import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the core is told. */
public sealed interface PositionCommand {
    /** An execution of one of our orders. */
    record ApplyFill(
            String eventId, FillRecorded fill, @Nullable String correlationId) implements PositionCommand {}

    /**
     * What the venue holds for the session's account: everything, so that what is not in it is not held. The time of the command is our clock just before the venue was asked.
     *
     * @param running whether the session runs: what the venue holds beyond our positions is then its own, else somebody else's
     * @param number counts the answers of this process, so that each leads to ids of its own
     * @param histories what orders did lately, newest first, of the symbols whose truths differed before and of some others; a symbol that is absent was not asked about, or in vain
     * @param strangers orders that rest at the venue and are not ours
     * @param reconcileFor why the comparison is to be confirmed on the log, absent when nobody waits for it
     */
    record CompareWithVenue(
            String sessionId,
            boolean running,
            String number,
            List<Held> held,
            Map<Symbol, List<VenueAction>> histories,
            List<Stranger> strangers,
            @Nullable String reconcileFor)
            implements PositionCommand {}

    /** An order at the venue that is not ours. */
    record Stranger(String orderId, Symbol symbol, Direction direction, Quantity quantity) {}

    /**
     * What the book says now is to be looked at: margins, losses, differences that stay, and what is to be flattened. Follows each answer of the venue.
     *
     * @param number of the answer
     * @param terms absent when the session runs no more: then only margins and flattening matter
     * @param flattenings the trading states that flatten something now
     */
    record Guard(String sessionId, String number, @Nullable Terms terms, List<Flattening> flattenings)
            implements PositionCommand {}

    /** What funding the venue settled lately; what was noted before is in it again. */
    record NoteFunding(String sessionId, List<Settlement> settlements) implements PositionCommand {}

    /**
     * Funding that was settled on a position.
     *
     * @param amount received when positive, paid when negative
     */
    record Settlement(String fundingId, Symbol symbol, Direction direction, Usdt amount, BigDecimal rate, Instant at) {}

    /** What a session's account began with, and its limits. */
    record Terms(Usdt initialBalance, RiskLimits limits) {}

    /** A trading state that closes all positions of its scope. */
    record Flattening(String decisionId, TradingStateChanged state) {}

    /** An operator wants trading allowed, reduced or halted. */
    record DecideTradingState(String commandId, SetTradingState asked) implements PositionCommand {}

    /** An operator wants a position closed. */
    record CloseAsked(String commandId, ClosePosition asked) implements PositionCommand {}

    /** More orders were approved for a session within a minute than any honest run of it makes. */
    record OrdersRanAway(String orderId, String sessionId, int orders, int limit) implements PositionCommand {}

    /**
     * Time passed.
     *
     * @param number counts the looks of this process, so that each leads to ids of its own
     * @param troubles everything that forbids to trade anywhere as long as it lasts; absent for a cell that does not decide about that
     */
    record LookAround(String number, @Nullable List<String> troubles) implements PositionCommand {}

    /** One position at the venue. */
    record Held(Symbol symbol, Direction direction, int leverage, VenuePosition position) {}
}
