package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.positionsync.core.VenueAction.Origin;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why the truths differ or differed, when the venue's history says it.
 *
 * @param actions that turn our quantity into the venue's, newest first, at least one
 */
record Explanation(List<VenueAction> actions) {
    /**
     * Finds the actions of others that make the difference, exactly: all since our first fill, and when those do not, the fewest newest. Without a difference only all of them explain anything: what
     * others opened and closed again. Where no fill of ours says since when, what the venue was seen to hold meanwhile does.
     *
     * @param history newest first
     * @param accounted ids of orders that were counted before
     * @param firstFill the venue's time of the first fill of ours on the position; absent when there was none
     * @param seenApart what the venue held when the truths were last seen to differ; absent when nobody saw it
     */
    static Optional<Explanation> of(
            Quantity own,
            Quantity venue,
            List<VenueAction> history,
            Collection<String> accounted,
            @Nullable Instant firstFill,
            @Nullable Quantity seenApart) {
        BigDecimal difference = difference(own, venue);
        List<VenueAction> uncounted = history.stream()
                .filter(action -> action.origin() != Origin.OURS && !accounted.contains(action.orderId()))
                .toList();
        List<VenueAction> sinceFirstFill = firstFill == null
                ? List.of()
                : uncounted.stream()
                        .filter(action -> !action.at().isBefore(firstFill))
                        .toList();
        if (!sinceFirstFill.isEmpty() && effect(sinceFirstFill).compareTo(difference) == 0) {
            return Optional.of(new Explanation(sinceFirstFill));
        }
        if (difference.signum() != 0) {
            return fewestNewest(uncounted, difference);
        }
        return firstFill == null && seenApart != null ? thereAndBack(uncounted, own, seenApart) : Optional.empty();
    }

    private static BigDecimal difference(Quantity from, Quantity to) {
        return to.contracts().subtract(from.contracts());
    }

    private static Optional<Explanation> thereAndBack(List<VenueAction> uncounted, Quantity held, Quantity meanwhile) {
        return fewestNewest(uncounted, difference(meanwhile, held)).flatMap(back -> {
            List<VenueAction> older = uncounted.subList(back.actions.size(), uncounted.size());
            return fewestNewest(older, difference(held, meanwhile)).map(back::after);
        });
    }

    private Explanation after(Explanation older) {
        return new Explanation(
                Stream.concat(actions.stream(), older.actions.stream()).toList());
    }

    private static Optional<Explanation> fewestNewest(List<VenueAction> uncounted, BigDecimal difference) {
        BigDecimal missing = difference;
        var found = new ArrayList<VenueAction>();
        for (VenueAction action : uncounted) {
            found.add(action);
            missing = missing.subtract(effect(action));
            if (missing.signum() == 0) {
                return Optional.of(new Explanation(List.copyOf(found)));
            }
        }
        return Optional.empty();
    }

    private static BigDecimal effect(List<VenueAction> actions) {
        return actions.stream().map(Explanation::effect).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal effect(VenueAction action) {
        BigDecimal contracts = action.quantity().contracts();
        return action.opens() ? contracts : contracts.negate();
    }

    MismatchKind kind() {
        if (has(Origin.LIQUIDATION)) {
            return MismatchKind.LIQUIDATION;
        }
        if (has(Origin.PROTECTIVE_STOP)) {
            return MismatchKind.PROTECTIVE_STOP;
        }
        return actions.getFirst().opens() ? MismatchKind.EXTERNAL_OPEN : MismatchKind.EXTERNAL_CLOSE;
    }

    private boolean has(Origin origin) {
        return actions.stream().anyMatch(action -> action.origin() == origin);
    }

    /**
     * Returns what is realised when our position becomes the venue's: what was received less what was paid, with what is held before and after at its entry price, net of the fees. No money is made or
     * lost by it, also where fills of ours that came before we knew of the actions were counted from another entry price than the venue's.
     */
    Usdt realised(PositionChanged own, VenuePosition venue) {
        Usdt gained =
                cost(venue.quantity(), venue.averageEntryPrice()).minus(cost(own.quantity(), own.averageEntryPrice()));
        for (VenueAction action : actions) {
            gained = action.opens() ? gained.minus(action.turnover()) : gained.plus(action.turnover());
        }
        return (own.direction() == Direction.LONG ? gained : gained.negated()).minus(fees());
    }

    private Usdt cost(Quantity held, @Nullable Price entry) {
        return entry == null ? Usdt.ZERO : held.notional(actions.getFirst().contractSize(), entry);
    }

    Usdt fees() {
        return actions.stream().map(VenueAction::fee).reduce(Usdt.ZERO, Usdt::plus);
    }

    /** Returns the average price over all executions. */
    Price price() {
        BigDecimal contracts = BigDecimal.ZERO;
        BigDecimal turnover = BigDecimal.ZERO;
        for (VenueAction action : actions) {
            contracts = contracts.add(action.quantity().contracts());
            turnover = turnover.add(
                    action.averagePrice().value().multiply(action.quantity().contracts()));
        }
        return new Price(turnover.divide(contracts, MathContext.DECIMAL64));
    }

    List<String> references() {
        return actions.stream().map(VenueAction::orderId).toList();
    }

    @Override
    public String toString() {
        var text = new StringBuilder("the venue's history has ");
        for (VenueAction action : actions) {
            text.append(text.charAt(text.length() - 1) == ' ' ? "" : ", ")
                    .append("order ")
                    .append(action.orderId())
                    .append(" of ")
                    .append(action.origin())
                    .append(action.opens() ? " opening " : " closing ")
                    .append(action.quantity())
                    .append(" at ")
                    .append(action.averagePrice());
        }
        return text.toString();
    }
}
