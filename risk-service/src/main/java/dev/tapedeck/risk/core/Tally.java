package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/**
 * Sums over reservations and holdings, exact. Immutable. What comes to nothing is not kept, so equal commitments have equal sums, however they came about.
 *
 * @param reserved by all orders
 * @param margin behind all positions
 * @param atRisk what all orders and positions lose at their stops
 * @param heldAtRisk the part of it that is held
 * @param byStrategy what each has reserved and backs its positions with
 * @param stakes by {@code symbol/direction}
 * @param leaving contracts that exits under way will close, by {@link Holding#key}
 */
record Tally(
        Usdt reserved,
        Usdt margin,
        Usdt atRisk,
        Usdt heldAtRisk,
        HashPMap<String, Usdt> byStrategy,
        HashPMap<String, Stake> stakes,
        HashPMap<String, BigDecimal> leaving) {
    static final Tally EMPTY = new Tally(
            Usdt.ZERO,
            Usdt.ZERO,
            Usdt.ZERO,
            Usdt.ZERO,
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty());

    /**
     * What is held and ordered in one direction of a symbol.
     *
     * @param held the part of the notional that is held
     * @param parts how many entries and holdings make it up
     */
    record Stake(Usdt notional, Usdt held, int parts) {
        static final Stake NONE = new Stake(Usdt.ZERO, Usdt.ZERO, 0);
    }

    Tally plus(Reservation one) {
        return counted(one, BigDecimal.ONE);
    }

    Tally minus(Reservation one) {
        return counted(one, BigDecimal.ONE.negate());
    }

    Tally plus(Holding one) {
        return counted(one, BigDecimal.ONE);
    }

    Tally minus(Holding one) {
        return counted(one, BigDecimal.ONE.negate());
    }

    Usdt usedBy(String strategyId) {
        return byStrategy.getOrDefault(strategyId, Usdt.ZERO);
    }

    Stake stake(Symbol symbol, Direction direction) {
        return stakes.getOrDefault(market(symbol, direction), Stake.NONE);
    }

    /** Returns what is held of a symbol, in both directions. */
    Usdt held(Symbol symbol) {
        return stake(symbol, Direction.LONG)
                .held()
                .plus(stake(symbol, Direction.SHORT).held());
    }

    BigDecimal leaving(String holdingKey) {
        return leaving.getOrDefault(holdingKey, BigDecimal.ZERO);
    }

    private Tally counted(Reservation one, BigDecimal sign) {
        Usdt change = one.reserved().times(sign);
        boolean enters = one.purpose() == Purpose.ENTRY;
        String key = Holding.key(one.strategyId(), one.symbol(), one.direction());
        return new Tally(
                reserved.plus(change),
                margin,
                atRisk.plus(one.risk().times(sign)),
                heldAtRisk,
                used(one.strategyId(), change),
                enters ? staked(one.symbol(), one.direction(), one.notional(), Usdt.ZERO, sign) : stakes,
                enters ? leaving : left(key, one.remaining().contracts().multiply(sign)));
    }

    private Tally counted(Holding one, BigDecimal sign) {
        Usdt change = one.margin().times(sign);
        return new Tally(
                reserved,
                margin.plus(change),
                atRisk.plus(one.risk().times(sign)),
                heldAtRisk.plus(one.risk().times(sign)),
                used(one.strategyId(), change),
                staked(one.symbol(), one.direction(), one.cost(), one.cost(), sign),
                leaving);
    }

    private HashPMap<String, Usdt> used(String strategyId, Usdt change) {
        Usdt sum = usedBy(strategyId).plus(change);
        return sum.equals(Usdt.ZERO) ? byStrategy.minus(strategyId) : byStrategy.plus(strategyId, sum);
    }

    private HashPMap<String, Stake> staked(
            Symbol symbol, Direction direction, Usdt notional, Usdt held, BigDecimal sign) {
        Stake before = stake(symbol, direction);
        var after = new Stake(
                before.notional().plus(notional.times(sign)),
                before.held().plus(held.times(sign)),
                before.parts() + sign.signum());
        String market = market(symbol, direction);
        return after.parts() == 0 ? stakes.minus(market) : stakes.plus(market, after);
    }

    private HashPMap<String, BigDecimal> left(String holdingKey, BigDecimal change) {
        BigDecimal sum = leaving(holdingKey).add(change);
        return sum.signum() == 0 ? leaving.minus(holdingKey) : leaving.plus(holdingKey, sum.stripTrailingZeros());
    }

    /** Returns under which a direction of a symbol is kept. */
    static String market(Symbol symbol, Direction direction) {
        return symbol + "/" + direction;
    }
}
