package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a strategy instance decided. Topic {@code signals}, key: the session, subject: {@code session/strategy/symbol}. */
public sealed interface SignalEvent extends EventData {
    String sessionId();

    String strategyId();

    Symbol symbol();

    /** The five sections of a strategy, in the order in which they are evaluated. */
    enum Section {
        /** Signal detection. */
        S1,
        /** Cancels a detection. */
        O1,
        /** Entry. */
        Z1,
        /** Close. */
        ZE1,
        /** Emergency exit. */
        E1
    }

    enum StrategyState {
        INACTIVE,
        MONITORING,
        SIGNAL_DETECTED,
        ENTRY_EVALUATION,
        POSITION_ACTIVE,
        CLOSE_EVALUATION,
        EXITED,
        COOLDOWN
    }

    /**
     * A section's conditions passed.
     *
     * @param strategyVersion of the definition that decided
     * @param episodeId the detection that this belongs to; S1 opens one, and an episode has at most one entry
     * @param from state before
     * @param to state after
     * @param price the last trade price that the decision saw; slippage is measured against it
     * @param conditions every condition of the section with the value it saw
     * @param entry what the strategy wants to open; only on Z1
     */
    record SignalRaised(
            String sessionId,
            String strategyId,
            int strategyVersion,
            Symbol symbol,
            String episodeId,
            Section section,
            Direction direction,
            StrategyState from,
            StrategyState to,
            Price price,
            List<ConditionResult> conditions,
            @Nullable EntryIntent entry)
            implements SignalEvent {
        public SignalRaised {
            conditions = List.copyOf(conditions);
            if ((section == Section.Z1) != (entry != null)) {
                throw new IllegalArgumentException("an entry intent belongs to Z1 and only there, section was "
                        + section + " (episodeId=" + episodeId + ")");
            }
        }
    }

    /** A transition that no section caused: a fill, a denial, a pause, the end of a cool-down. {@code pausedBy} is everything that pauses after it. */
    record StrategyStateChanged(
            String sessionId,
            String strategyId,
            int strategyVersion,
            Symbol symbol,
            @Nullable String episodeId,
            StrategyState from,
            StrategyState to,
            List<PauseCause> pausedBy,
            TransitionReason reason,
            String detail)
            implements SignalEvent {
        public StrategyStateChanged {
            pausedBy = List.copyOf(pausedBy);
        }
    }

    /** What keeps an instance from detecting and entering; exits are evaluated all the same. */
    enum PauseCause {
        FEED_NOT_FRESH,
        VENUE_UNAVAILABLE,
        TRADING_GLOBAL,
        TRADING_SESSION,
        TRADING_STRATEGY,
        TRADING_SYMBOL,
        /** The watchdog halted everything. */
        TRADING_WATCHDOG
    }

    /** An instance decides by this definition from here on. A restore needs nothing else to know the strategy. */
    record StrategyActivated(
            String sessionId, String strategyId, int strategyVersion, Symbol symbol, StrategyDefinition definition)
            implements SignalEvent {}

    /**
     * A fill changed what the instance holds.
     *
     * @param fillId of the fill that was applied
     * @param direction of the position
     * @param quantity held after the fill, in contracts
     * @param averageEntryPrice of what is held; absent when nothing is
     */
    record StrategyPositionChanged(
            String sessionId,
            String strategyId,
            int strategyVersion,
            Symbol symbol,
            String episodeId,
            String fillId,
            RiskEvent.Purpose purpose,
            Direction direction,
            Quantity quantity,
            @Nullable Price averageEntryPrice)
            implements SignalEvent {}

    /** The price went further in the position's favour than ever since the entry. Written only for strategies that ask for a drawdown. */
    record BestPriceReached(
            String sessionId, String strategyId, int strategyVersion, Symbol symbol, String episodeId, Price price)
            implements SignalEvent {}

    enum TransitionReason {
        SESSION_STARTED,
        SESSION_STOPPED,
        ENTRY_FILLED,
        ENTRY_DENIED,
        ENTRY_REJECTED,
        ENTRY_CANCELLED,
        ENTRY_EXPIRED,
        ENTRY_TIMED_OUT,
        EXIT_FILLED,
        EXIT_FAILED,
        POSITION_CLOSED_ELSEWHERE,
        COOLDOWN_STARTED,
        COOLDOWN_ENDED,
        FEED_NOT_FRESH,
        FEED_FRESH,
        VENUE_UNAVAILABLE,
        VENUE_AVAILABLE,
        TRADING_REDUCED,
        TRADING_RESUMED
    }

    /**
     * What one condition saw.
     *
     * @param value absent when the indicator was not ready, in which case the condition did not pass
     */
    record ConditionResult(
            String indicator,
            Operator operator,
            double threshold,
            @Nullable Double upper,
            @Nullable Double value,
            boolean passed) {
        public ConditionResult {
            if (!Double.isFinite(threshold)
                    || (upper != null && !Double.isFinite(upper))
                    || (value != null && !Double.isFinite(value))) {
                throw new IllegalArgumentException("numbers of a condition must be finite, were threshold " + threshold
                        + ", upper " + upper + ", value " + value + " (indicator=" + indicator + ")");
            }
        }
    }

    enum Operator {
        GREATER_THAN,
        AT_LEAST,
        LESS_THAN,
        AT_MOST,
        BETWEEN
    }

    /**
     * What the strategy wants to open.
     *
     * @param notional either this or {@code equityBps}
     * @param stopLossPrice the emergency level that protects the position at the venue
     * @param equityBps the notional as a share of the account's equity in hundredths of a percent, exact and above 0; either this or {@code notional}
     */
    record EntryIntent(
            @Nullable Usdt notional,
            int leverage,
            Price stopLossPrice,
            int maxSlippageBps,
            @Nullable BigDecimal equityBps) {
        public EntryIntent {
            if ((notional == null) == (equityBps == null) || (equityBps != null && equityBps.signum() <= 0)) {
                throw new IllegalArgumentException("exactly one of notional and equityBps above 0 must be there, were "
                        + notional + " and " + equityBps);
            }
        }

        /** Asks for a fixed notional. */
        public EntryIntent(Usdt notional, int leverage, Price stopLossPrice, int maxSlippageBps) {
            this(notional, leverage, stopLossPrice, maxSlippageBps, null);
        }

        /** Returns what to open, exactly, in an account that has this equity. */
        public Usdt notionalOf(Usdt equity) {
            return notional == null
                    ? equity.times(Objects.requireNonNull(equityBps).movePointLeft(4))
                    : notional;
        }
    }
}
