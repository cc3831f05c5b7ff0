package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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

    /**
     * An account opened: a session started with this balance under these limits.
     *
     * @param protections by strategy; absent when no strategy has any
     */
    record AccountOpened(
            String sessionId,
            Usdt initialBalance,
            RiskLimits limits,
            List<Symbol> symbols,
            @Nullable Map<String, List<Protection>> protections)
            implements RiskEvent {
        public AccountOpened {
            symbols = List.copyOf(symbols);
            protections = protections == null ? null : Sorted.copyOf(protections);
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
        STRATEGY_DISABLED,
        INSTRUMENT_UNKNOWN,
        FEED_NOT_FRESH,
        NO_POSITION_TO_REDUCE,
        PROTECTION_COOL_DOWN,
        PROTECTION_STOP_LOSSES,
        PROTECTION_DRAWDOWN,
        PROTECTION_LOW_PROFIT,
        ORDER_RATE,
        OPEN_POSITIONS,
        LEVERAGE,
        LIQUIDATION_DISTANCE,
        SLIPPAGE,
        POSITION_SIZE,
        QUANTITY_TOO_SMALL,
        CONCENTRATION,
        PORTFOLIO_RISK,
        DAILY_LOSS,
        DRAWDOWN,
        MARGIN_RATIO,
        MARGIN_UTILISATION,
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
     * @param day UTC day of the market to which {@code realisedToday} belongs; a correction, which no market time comes with, leaves it as it was
     * @param realisedToday on that day; what a correction realised counts for the day of the next fill or entry
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

    /**
     * A trading state that binds this account was applied. ACTIVE for a strategy enables it again.
     *
     * @param decisionId the event that decided it; absent in events of before it was there
     */
    record TradingStateApplied(
            String sessionId,
            TradingStateEvent.Scope scope,
            String scopeId,
            TradingStateEvent.State state,
            @Nullable String decisionId)
            implements RiskEvent {}

    /**
     * Too many of a strategy's entries in a row came to nothing. None of it is approved until an operator sets the trading state of the strategy to ACTIVE; its exits pass.
     *
     * @param failures denials and rejections since the last fill of an entry
     * @param limit with which it is disabled
     * @param lastFailure the reason of the last one
     */
    record StrategyDisabled(String sessionId, String strategyId, int failures, int limit, String lastFailure)
            implements RiskEvent {}

    /**
     * A position of this account came nearer to its liquidation, or farther from it.
     *
     * @param buffer the part of the position's margin that may still be lost before liquidation, 0 to 1
     * @param threshold that was crossed
     */
    record MarginLevelApplied(
            String sessionId,
            Symbol symbol,
            Direction direction,
            PositionEvent.MarginLevel level,
            BigDecimal buffer,
            BigDecimal threshold)
            implements RiskEvent {}

    /**
     * Trades of a strategy ended so that one of its protections lets it not enter for a while.
     *
     * @param symbol on which it may not enter; absent for all
     * @param until event time at which it ends by itself
     * @param value of the kind, against {@code limit}: seconds for a cool-down, stopped trades, USDT that the results fell from their peak, or USDT that was made
     */
    record ProtectionTriggered(
            String sessionId,
            String strategyId,
            Protection.Kind kind,
            @Nullable Symbol symbol,
            Instant until,
            BigDecimal value,
            BigDecimal limit)
            implements RiskEvent {}

    /**
     * Definitions of the session changed while it runs, and with them what protects it. A pause that was triggered before lasts until its end.
     *
     * @param protections by strategy, all that count from here on; absent when no strategy has any
     */
    record ProtectionsChanged(String sessionId, @Nullable Map<String, List<Protection>> protections)
            implements RiskEvent {
        public ProtectionsChanged {
            protections = protections == null ? null : Sorted.copyOf(protections);
        }
    }

    /**
     * Something became unusual, or usual again. It denies nothing.
     *
     * @param subject the strategy or the symbol that it is about
     * @param value in the unit of the warning
     * @param raised false when it is over
     */
    record WarningChanged(
            String sessionId, Warning warning, String subject, BigDecimal value, BigDecimal limit, boolean raised)
            implements RiskEvent {}

    enum Warning {
        /** Entries of a strategy in the last minute, against twice its average per minute before that. */
        ORDER_RATE,
        /** USDT held of a symbol, against a share of equity. */
        CONCENTRATION,
        /** Annualised Sharpe ratio of a strategy's closed trades, against 1. */
        SHARPE
    }
}
