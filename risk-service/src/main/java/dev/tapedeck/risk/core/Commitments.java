package dev.tapedeck.risk.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * What an account's orders and positions take of its money. Immutable, and a change costs the logarithm of what there is: a verdict must not get slower while orders pile up.
 *
 * @param reservations by order id
 * @param holdings by {@link Holding#key}
 * @param tally always the sums over both
 */
public record Commitments(
        TreePMap<String, Reservation> reservations,
        TreePMap<String, Holding> holdings,
        @JsonIgnore Tally tally) {
    static final Commitments NONE = new Commitments(TreePMap.empty(), TreePMap.empty(), Tally.EMPTY);

    @JsonCreator
    static Commitments of(
            @JsonProperty("reservations") Map<String, Reservation> reservations,
            @JsonProperty("holdings") Map<String, Holding> holdings) {
        Commitments all = NONE;
        for (Reservation one : reservations.values()) {
            all = all.with(one);
        }
        for (Holding one : holdings.values()) {
            all = all.with(one);
        }
        return all;
    }

    Commitments with(Reservation reservation) {
        Commitments rest = without(reservation.orderId());
        return new Commitments(
                rest.reservations.plus(reservation.orderId(), reservation), holdings, rest.tally.plus(reservation));
    }

    /** Returns them without the order's reservation, if it has one. */
    Commitments without(String orderId) {
        @Nullable Reservation gone = reservations.get(orderId);
        return gone == null ? this : new Commitments(reservations.minus(orderId), holdings, tally.minus(gone));
    }

    /** Returns them with this in place of what the strategy held there; nothing is left of a holding of no contracts. */
    Commitments with(Holding holding) {
        String key = holding.key();
        @Nullable Holding before = holdings.get(key);
        Tally rest = before == null ? tally : tally.minus(before);
        return holding.quantity().isZero()
                ? new Commitments(reservations, holdings.minus(key), rest)
                : new Commitments(reservations, holdings.plus(key, holding), rest.plus(holding));
    }
}
