package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.Protection;
import dev.tapedeck.contracts.event.RiskEvent.AccountOpened;
import dev.tapedeck.contracts.event.RiskEvent.MarginLevelApplied;
import dev.tapedeck.contracts.event.RiskEvent.ProtectionTriggered;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session's account as the fold of its events: immutable.
 *
 * @param clock the last time of the market that a fill or an entry came with; absent before the first
 * @param feeds symbol to freshness; a symbol that is absent was never heard of, which counts as not fresh
 * @param tradingStates {@code scope/scopeId} to state, for every scope that binds this account
 * @param decisions {@code scope/scopeId} to the event that decided its state last, for strategies only: a row that is offered again must not enable what was disabled since
 * @param conducts how the entries of each strategy went
 * @param criticalMargins positions that are about to be liquidated, by {@code symbol/direction}
 * @param warnings that were raised and are not over, by {@link Warnings#key}
 * @param protections by strategy, as the session has them now
 * @param pauses what protections triggered last, by {@link Protections#key}
 */
public record Account(
        String sessionId,
        boolean open,
        Usdt initialBalance,
        RiskLimits limits,
        List<Symbol> symbols,
        Results results,
        @Nullable Instant clock,
        Commitments commitments,
        EntryTimes entries,
        Map<String, InstrumentListed> instruments,
        Map<String, Boolean> feeds,
        Map<String, TradingStateEvent.State> tradingStates,
        Map<String, String> decisions,
        Map<String, Conduct> conducts,
        Map<String, MarginLevelApplied> criticalMargins,
        Set<String> warnings,
        Trades trades,
        Map<String, List<Protection>> protections,
        Map<String, ProtectionTriggered> pauses) {

    static Account opened(AccountOpened opened) {
        return new Account(
                opened.sessionId(),
                true,
                opened.initialBalance(),
                opened.limits(),
                opened.symbols(),
                Results.NONE,
                null,
                Commitments.NONE,
                EntryTimes.NONE,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Set.of(),
                Trades.NONE,
                Objects.requireNonNullElse(opened.protections(), Map.of()),
                Map.of());
    }

    Usdt equity() {
        return initialBalance.plus(results.realised());
    }

    Usdt reserved() {
        return commitments.tally().reserved();
    }

    Usdt margin() {
        return commitments.tally().margin();
    }

    Usdt free() {
        return equity().minus(reserved()).minus(margin());
    }

    /** Returns what the strategy has reserved and backs its positions with. */
    Usdt usedBy(String strategyId) {
        return commitments.tally().usedBy(strategyId);
    }

    /** Returns the notional held and ordered in one direction of a symbol, by all strategies. */
    Usdt exposure(Symbol symbol, Direction direction) {
        return commitments.tally().stake(symbol, direction).notional();
    }

    Usdt exposure(Symbol symbol) {
        return exposure(symbol, Direction.LONG).plus(exposure(symbol, Direction.SHORT));
    }

    /** Returns how many positions there are, counting an entry that may still fill as one and counting this one as well. */
    int positionsWith(Symbol symbol, Direction direction) {
        Tally tally = commitments.tally();
        return tally.stakes().size() + (tally.stake(symbol, direction).parts() == 0 ? 1 : 0);
    }

    /** Returns all orders that may still fill, by id. */
    Collection<Reservation> reservations() {
        return commitments.reservations().values();
    }

    @Nullable
    Reservation reservation(String orderId) {
        return commitments.reservations().get(orderId);
    }

    /** Returns all holdings, by strategy, symbol and direction. */
    Collection<Holding> holdings() {
        return commitments.holdings().values();
    }

    /** Returns what the strategy holds there, which may be nothing. */
    Holding holding(String strategyId, Symbol symbol, Direction direction) {
        return commitments
                .holdings()
                .getOrDefault(
                        Holding.key(strategyId, symbol, direction), Holding.nothing(strategyId, symbol, direction));
    }

    /** Returns what the strategy holds and no exit is under way for. */
    Quantity reducible(String strategyId, Symbol symbol, Direction direction) {
        Holding holding = holding(strategyId, symbol, direction);
        BigDecimal leaving = commitments.tally().leaving(holding.key());
        return new Quantity(holding.quantity().contracts().subtract(leaving).max(BigDecimal.ZERO));
    }

    /** Returns how the strategy's entries went. */
    Conduct conduct(String strategyId) {
        return conducts.getOrDefault(strategyId, Conduct.NONE);
    }

    boolean isFresh(Symbol symbol) {
        return feeds.getOrDefault(symbol.name(), Boolean.FALSE);
    }

    /** Returns the strictest trading state that binds an order of this strategy on this symbol. */
    TradingStateEvent.State tradingState(String strategyId, Symbol symbol) {
        return TradingStateEvent.strictest(tradingStates, sessionId, strategyId, symbol);
    }
}
