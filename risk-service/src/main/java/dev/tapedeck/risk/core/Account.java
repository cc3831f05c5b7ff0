package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A session's account as the fold of its events: immutable.
 *
 * @param realised since the start, net of fees
 * @param day the last UTC day with a fill, to which {@code realisedToday} belongs
 * @param feeds symbol to freshness; a symbol that is absent was never heard of, which counts as not fresh
 * @param tradingStates {@code scope/scopeId} to state, for every scope that binds this account
 * @param recentEntries approvals of the last minute of event time, oldest first
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
        Map<String, Reservation> reservations,
        Map<String, Holding> holdings,
        Map<String, InstrumentListed> instruments,
        Map<String, Boolean> feeds,
        Map<String, TradingStateEvent.State> tradingStates,
        List<Approval> recentEntries) {

    static final Duration RATE_WINDOW = Duration.ofMinutes(1);

    /** An entry that was approved. */
    public record Approval(String strategyId, Instant at) {}

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
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of());
    }

    Usdt equity() {
        return initialBalance.plus(realised);
    }

    Usdt reserved() {
        return sum(reservations.values().stream().map(Reservation::reserved));
    }

    Usdt margin() {
        return sum(holdings.values().stream().map(Holding::margin));
    }

    Usdt free() {
        return equity().minus(reserved()).minus(margin());
    }

    /** Returns what the strategy has reserved and backs its positions with. */
    Usdt usedBy(String strategyId) {
        return sum(Stream.concat(
                reservations.values().stream()
                        .filter(one -> one.strategyId().equals(strategyId))
                        .map(Reservation::reserved),
                holdings.values().stream()
                        .filter(one -> one.strategyId().equals(strategyId))
                        .map(Holding::margin)));
    }

    /** Returns the notional held and ordered in one direction of a symbol, by all strategies. */
    Usdt exposure(Symbol symbol, Direction direction) {
        return sum(Stream.concat(
                reservations.values().stream()
                        .filter(one -> one.isEntryOf(symbol, direction))
                        .map(Reservation::notional),
                holdings.values().stream()
                        .filter(one -> one.isOf(symbol, direction))
                        .map(Holding::cost)));
    }

    Usdt exposure(Symbol symbol) {
        return exposure(symbol, Direction.LONG).plus(exposure(symbol, Direction.SHORT));
    }

    /** Returns how many positions there are, counting an entry that may still fill as one and counting this one as well. */
    long positionsWith(Symbol symbol, Direction direction) {
        return Stream.of(
                        holdings.values().stream().map(one -> one.symbol() + "/" + one.direction()),
                        reservations.values().stream()
                                .filter(one -> one.isEntryOf(one.symbol(), one.direction()))
                                .map(one -> one.symbol() + "/" + one.direction()),
                        Stream.of(symbol + "/" + direction))
                .flatMap(keys -> keys)
                .distinct()
                .count();
    }

    /** Returns what the strategy holds and no exit is under way for. */
    Quantity reducible(String strategyId, Symbol symbol, Direction direction) {
        Holding holding = holdings.get(Holding.key(strategyId, symbol, direction));
        if (holding == null) {
            return Quantity.ZERO;
        }
        BigDecimal leaving = reservations.values().stream()
                .filter(one -> one.purpose().reducesOnly()
                        && one.strategyId().equals(strategyId)
                        && one.symbol().equals(symbol)
                        && one.direction() == direction)
                .map(one -> one.remaining().contracts())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Quantity(holding.quantity().contracts().subtract(leaving).max(BigDecimal.ZERO));
    }

    Usdt realisedOn(LocalDate utcDay) {
        return utcDay.equals(day) ? realisedToday : Usdt.ZERO;
    }

    long entriesSince(Instant from, @Nullable String strategyId) {
        return recentEntries.stream()
                .filter(one -> one.at().isAfter(from))
                .filter(one -> strategyId == null || one.strategyId().equals(strategyId))
                .count();
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

    private static Usdt sum(Stream<Usdt> amounts) {
        return amounts.reduce(Usdt.ZERO, Usdt::plus);
    }
}
