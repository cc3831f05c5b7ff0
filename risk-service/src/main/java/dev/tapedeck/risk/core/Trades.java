package dev.tapedeck.risk.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.value.Usdt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * The trades of an account. Immutable.
 *
 * @param count of all that ever closed
 * @param open what was realised and backed so far, by {@link Holding#key}
 * @param closed the newest, oldest first
 */
public record Trades(long count, TreePMap<String, Begun> open, TreePVector<Trade> closed) {
    static final int KEPT_MAX = 1_000;
    static final Trades NONE = new Trades(0, TreePMap.empty(), TreePVector.empty());

    /** A trade that is not over. */
    public record Begun(Usdt realised, Usdt margin) {
        static final Begun NOTHING = new Begun(Usdt.ZERO, Usdt.ZERO);
    }

    @JsonCreator
    static Trades of(
            @JsonProperty("count") long count,
            @JsonProperty("open") Map<String, Begun> open,
            @JsonProperty("closed") List<Trade> closed) {
        return new Trades(count, TreePMap.from(open), TreePVector.from(closed));
    }

    /** Returns the one that closed last; there must be one. */
    Trade newest() {
        return closed.get(closed.size() - 1);
    }

    /** Returns the closed trades of a strategy, oldest first. */
    List<Trade> of(String strategyId) {
        return closed.stream()
                .filter(trade -> trade.strategyId().equals(strategyId))
                .toList();
    }

    /** Returns those that closed after the time, oldest first. */
    Stream<Trade> since(Instant time) {
        return closed.stream().filter(trade -> trade.closedAt().isAfter(time));
    }

    /**
     * Returns them after a change of what a strategy holds.
     *
     * @param before what it held
     * @param at time of the market
     */
    Trades with(Holding before, ExposureChanged change, Instant at, boolean stopped) {
        Begun begun = open.getOrDefault(before.key(), Begun.NOTHING);
        Usdt more = change.positionMargin().minus(before.margin());
        var now = new Begun(
                begun.realised().plus(change.realised()),
                more.isNegative() ? begun.margin() : begun.margin().plus(more));
        if (!change.position().isZero()) {
            return new Trades(count, open.plus(before.key(), now), closed);
        }
        if (before.quantity().isZero()) {
            return this;
        }
        var trade = new Trade(
                before.strategyId(), before.symbol(), before.direction(), at, now.realised(), now.margin(), stopped);
        TreePVector<Trade> kept = closed.size() < KEPT_MAX ? closed : closed.minus(0);
        return new Trades(count + 1, open.minus(before.key()), kept.plus(trade));
    }
}
