package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session's account as the fold of its events: immutable.
 *
 * @param realised since the start, net of fees
 * @param day the last UTC day with a fill, to which {@code realisedToday} belongs
 * @param feeds symbol to freshness; a symbol that is absent was never heard of, which counts as not fresh
 * @param tradingStates {@code scope/scopeId} to state, for every scope that binds this account
 */
public record Account(
        String sessionId,
        boolean open,
        Usdt initialBalance,
        RiskLimits limits,
        List<Symbol> symbols,
        Usdt realised,
        @Nullable LocalDate day,
        Usdt realisedToday,
        Commitments commitments,
        EntryTimes entries,
        Map<String, InstrumentListed> instruments,
        Map<String, Boolean> feeds,
        Map<String, TradingStateEvent.State> tradingStates) {

    static Account opened(String sessionId, Usdt initialBalance, RiskLimits limits, List<Symbol> symbols) {
        return new Account(
                sessionId,
                true,
                initialBalance,
                limits,
                symbols,
                Usdt.ZERO,
                null,
                Usdt.ZERO,
                Commitments.NONE,
                EntryTimes.NONE,
                Map.of(),
                Map.of(),
                Map.of());
    }

    Usdt equity() {
        return initialBalance.plus(realised);
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

    Usdt realisedOn(LocalDate utcDay) {
        return utcDay.equals(day) ? realisedToday : Usdt.ZERO;
    }

    boolean isFresh(Symbol symbol) {
        return feeds.getOrDefault(symbol.name(), Boolean.FALSE);
    }

    /** Returns the strictest trading state that binds an order of this strategy on this symbol. */
    TradingStateEvent.State tradingState(String strategyId, Symbol symbol) {
        return TradingStateEvent.strictest(tradingStates, sessionId, strategyId, symbol);
    }

    /** Returns the UTC day that counts at this time: never one before that of the last fill, so that a late fill cannot make a loss forgotten. */
    LocalDate dayOf(Instant at) {
        LocalDate utcDay = at.atZone(ZoneOffset.UTC).toLocalDate();
        return day != null && day.isAfter(utcDay) ? day : utcDay;
    }
}
