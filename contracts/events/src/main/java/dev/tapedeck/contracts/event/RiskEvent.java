package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What risk decided, and what it learned that changed the account. Topic {@code orders}, key and subject: the session.
 * The fold of these events is the whole state of the risk service.
 */
public sealed interface RiskEvent extends EventData {
    String sessionId();

    /** Why an order is placed. Exits and emergency exits are reduce-only and pass when entries do not. */
    enum Purpose {
        ENTRY,
        EXIT,
        EMERGENCY_EXIT;

        public boolean reducesOnly() {
            return this != ENTRY;
        }
    }

    /** An account opened: a session started with this balance under these limits. */
    record AccountOpened(String sessionId, Usdt initialBalance, RiskLimits limits, List<Symbol> symbols)
            implements RiskEvent {
        public AccountOpened {
            symbols = List.copyOf(symbols);
        }
    }

    /** The session stopped; nothing but exits is approved from here on. */
    record AccountClosed(String sessionId, String reason) implements RiskEvent {}

    /**
     * An order may go to the venue.
     *
     * @param orderId the client order id: derived from the signal, at most 32 characters, the key for everything after
     * @param decisionPrice the price that the strategy saw
     * @param contractSize coins in one contract
     * @param limitPrice the worst price to take, beyond which the rest is cancelled; absent for a market order
     * @param stopLossPrice protects an entry at the venue
     * @param reserved margin and fees set aside until the order ends
     */
    record OrderApproved(
            String sessionId,
            String orderId,
            String strategyId,
            Symbol symbol,
            String episodeId,
            String signalId,
            Purpose purpose,
            Side side,
            Direction direction,
            Quantity quantity,
            BigDecimal contractSize,
            @Nullable Price limitPrice,
            int leverage,
            Price decisionPrice,
            int maxSlippageBps,
            @Nullable Price stopLossPrice,
            Usdt reserved,
            List<RiskCheck> checks)
            implements RiskEvent {
        public OrderApproved {
            checks = List.copyOf(checks);
            if (orderId.length() > 32) {
                throw new IllegalArgumentException("orderId must have at most 32 characters, had " + orderId.length()
                        + " (orderId=" + orderId + ")");
            }
        }

        /** Returns the order alone: what it was compared with stays where it was said first. */
        public OrderApproved withoutChecks() {
            return new OrderApproved(
                    sessionId,
                    orderId,
                    strategyId,
                    symbol,
                    episodeId,
                    signalId,
                    purpose,
                    side,
                    direction,
                    quantity,
                    contractSize,
                    limitPrice,
                    leverage,
                    decisionPrice,
                    maxSlippageBps,
                    stopLossPrice,
                    reserved,
                    List.of());
        }
    }

    /** An order may not go. {@code reason} is the first failed check in the order of {@link DenialReason}. */
    record OrderDenied(
            String sessionId,
            String orderId,
            String strategyId,
            Symbol symbol,
            String episodeId,
            String signalId,
            Purpose purpose,
            DenialReason reason,
            List<RiskCheck> checks)
            implements RiskEvent {
        public OrderDenied {
            checks = List.copyOf(checks);
        }
    }

    /** The order of this list is the precedence: the first that fails is the reason of the denial. */
    enum DenialReason {
        SESSION_NOT_RUNNING,
        TRADING_HALTED,
        TRADING_REDUCING,
        INSTRUMENT_UNKNOWN,
        FEED_NOT_FRESH,
        NO_POSITION_TO_REDUCE,
        ORDER_RATE,
        OPEN_POSITIONS,
        LEVERAGE,
        POSITION_SIZE,
        QUANTITY_TOO_SMALL,
        CONCENTRATION,
        DAILY_LOSS,
        BUDGET
    }

    /** One comparison: {@code value} against {@code limit}, in the unit that the reason names. */
    record RiskCheck(DenialReason check, BigDecimal value, BigDecimal limit, boolean passed) {}

    /**
     * A fill, or a correction of a position to the venue's truth, changed the account. Amounts are exact; {@code free = equity - reserved - margin}.
     *
     * @param orderId of the fill; for a correction the id of its event
     * @param fillId of the fill; for a correction the id of its event
     * @param strategyId who holds the position; {@code external} for what nobody of ours opened
     * @param position what the strategy holds in this direction after the fill, in contracts
     * @param cost what is held was bought or sold for
     * @param positionMargin margin that backs it
     * @param orderRemaining contracts of the order that may still fill
     * @param orderReserved what stays set aside for them
     * @param realised by this fill, net of its fee
     * @param day UTC day of the fill, to which {@code realisedToday} belongs
     * @param reserved of the account, for all open orders
     * @param margin of the account, for all positions
     */
    record ExposureChanged(
            String sessionId,
            String orderId,
            String fillId,
            String strategyId,
            Symbol symbol,
            Direction direction,
            Quantity position,
            Usdt cost,
            Usdt positionMargin,
            Quantity orderRemaining,
            Usdt orderReserved,
            Usdt realised,
            LocalDate day,
            Usdt realisedToday,
            Usdt reserved,
            Usdt margin,
            Usdt equity,
            Usdt free)
            implements RiskEvent {}

    /**
     * What an ended order had set aside is free again.
     *
     * @param remaining contracts that the venue filled and whose fills are still to come; what backs them stays reserved
     */
    record ReservationReleased(
            String sessionId, String orderId, Usdt released, Quantity remaining, Usdt stillReserved, String why)
            implements RiskEvent {}

    /** The terms of an instrument became known to this account. */
    record InstrumentAdmitted(String sessionId, InstrumentEvent.InstrumentListed instrument) implements RiskEvent {}

    /** A feed of the session's symbols turned fresh or not. */
    record FeedFreshnessApplied(String sessionId, Symbol symbol, boolean fresh) implements RiskEvent {}

    /** A trading state that binds this account was applied. */
    record TradingStateApplied(
            String sessionId, TradingStateEvent.Scope scope, String scopeId, TradingStateEvent.State state)
            implements RiskEvent {}
}
