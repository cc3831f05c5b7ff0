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
     * @param episodeId the detection that this belongs to; S1 opens one, and an episode has at most as many entries as the definition says, one if it says nothing
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

    /**
     * A comparison of a condition that has to hold for some time began to hold, at the time of this event, or broke. Written only for strategies with such
     * conditions, and only for sections that the state evaluates.
     *
     * @param episodeId absent for S1
     * @param condition its place in the section, from 0
     */
    record ConditionHoldChanged(
            String sessionId,
            String strategyId,
            int strategyVersion,
            Symbol symbol,
            @Nullable String episodeId,
            Section section,
            int condition,
            boolean holds)
            implements SignalEvent {}

    /**
     * A detection did not lead to a position, or could not yet. At most one per episode and reason; an episode that entered once is not missed by Z1 or O1.
     *
     * @param missed the conditions of Z1 that did not pass then; empty when it was not for them
     */
    record NearMissed(
            String sessionId,
            String strategyId,
            int strategyVersion,
            Symbol symbol,
            String episodeId,
            NearMissReason reason,
            List<MissedCondition> missed,
            String detail)
            implements SignalEvent {
        public NearMissed {
            missed = List.copyOf(missed);
        }
    }

    /**
     * A condition that did not pass, and by how much.
     *
     * @param difference value - threshold, with BETWEEN the distance from the nearer bound; 0 when only the time is missing; absent when there was no value
     */
    record MissedCondition(
            ConditionResult condition, @Nullable Double difference) {}

    enum NearMissReason {
        CANCELLED_BY_O1,
        Z1_TIMED_OUT,
        /** Z1 passed, but the value that says how much to open was not ready or not above 0. */
        SIZING_NOT_READY,
        ENTRY_DENIED,
        ENTRY_REJECTED,
        ENTRY_CANCELLED,
        ENTRY_EXPIRED,
        /** Nobody said that the entry failed, but it did not fill in time. */
        ENTRY_NOT_FILLED
    }

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
        /** The position is closed, and the episode may enter again when Z1 fires. */
        REENTRY_AWAITED,
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
     * @param forSeconds that the comparison must hold; absent when it need not
     * @param heldSeconds event time for which it has held; absent without {@code forSeconds} and while it does not hold
     * @param group in which the condition stands, from the outermost to its own; absent when it stands in the section itself
     */
    record ConditionResult(
            String indicator,
            Operator operator,
            double threshold,
            @Nullable Double upper,
            @Nullable Double value,
            boolean passed,
            @Nullable Integer forSeconds,
            @Nullable Double heldSeconds,
            @Nullable List<String> group) {
        /** Tells of a condition that is compared at once and stands in the section itself. */
        public ConditionResult(
                String indicator,
                Operator operator,
                double threshold,
                @Nullable Double upper,
                @Nullable Double value,
                boolean passed) {
            this(indicator, operator, threshold, upper, value, passed, null, null, null);
        }

        public ConditionResult {
            group = group == null ? null : List.copyOf(group);
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
            equityBps = equityBps == null ? null : Sizing.plain(equityBps);
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
