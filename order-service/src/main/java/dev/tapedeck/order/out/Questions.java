package dev.tapedeck.order.out;

import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.order.core.OrderCommand;
import dev.tapedeck.order.out.OpenOrder.Stand;
import dev.tapedeck.venue.Deal;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.VenueOrder;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the venue about orders that were not heard of, and understands what it says of them, whatever brings it. The only evidence that an order does not exist is that the
 * venue does not know it long enough after the request. Owned by the desk's event loop.
 */
final class Questions {
    private final DeskLoop loop;
    private final OpenOrders open;
    private final VenueCalls venue;
    private final RateBudget budget;
    private final long absenceHorizonNanos;
    private final long pollIntervalNanos;

    Questions(
            DeskLoop loop,
            OpenOrders open,
            VenueCalls venue,
            RateBudget budget,
            long absenceHorizonMillis,
            long pollIntervalMillis) {
        this.loop = loop;
        this.open = open;
        this.venue = venue;
        this.budget = budget;
        this.absenceHorizonNanos = TimeUnit.MILLISECONDS.toNanos(absenceHorizonMillis);
        this.pollIntervalNanos = TimeUnit.MILLISECONDS.toNanos(pollIntervalMillis);
    }

    /** Asks about the orders that were not heard of for an interval: those that reduce first, then those that wait longest, as far as the venue's rate limit goes. */
    void askAboutSilent() {
        long now = loop.nanos();
        open.stream()
                .filter(order -> order.stand == Stand.SENT || order.stand == Stand.HEARD)
                .filter(order -> now - Math.max(order.lastSentNanos, order.lastAskedNanos) > pollIntervalNanos)
                .sorted(Comparator.<OpenOrder, Boolean>comparing(order -> !order.reduces())
                        .thenComparingLong(order -> order.lastAskedNanos))
                .toList()
                .forEach(this::ask);
    }

    /** Asks about every order that may be at the venue, whenever it was asked last: frames may have been missed. */
    void askAboutAll() {
        open.stream()
                .filter(order -> order.stand == Stand.SENT || order.stand == Stand.HEARD)
                .toList()
                .forEach(this::ask);
    }

    /** Asks about one order, unless an answer is awaited already or the rate limit is used up: then the next turn asks. */
    void ask(OpenOrder order) {
        long now = loop.nanos();
        if (order.requestUnderWay || !budget.allows(now, order.reduces())) {
            return;
        }
        budget.take(now);
        order.lastAskedNanos = now;
        loop.request(order, venue.order(order.order.symbol(), order.id()), answer -> onAnswer(order, answer));
    }

    private void onAnswer(OpenOrder order, Lookup<VenueOrder> answer) {
        switch (answer) {
            case Lookup.Found<VenueOrder>(VenueOrder found) -> {
                onVenueOrder(order, found);
                if (found.filled().compareTo(order.filled) > 0) {
                    askForDeals(order, found);
                }
            }
            case Lookup.Absent<VenueOrder> ignored -> onAbsent(order);
            case Lookup.Failed<VenueOrder> ignored -> {
                // No answer says nothing. The next turn asks again.
            }
        }
    }

    private void askForDeals(OpenOrder order, VenueOrder found) {
        loop.request(order, venue.deals(found.venueOrderId()), answer -> {
            if (answer instanceof Lookup.Found<List<Deal>>(List<Deal> deals)) {
                deals.forEach(deal -> onDeal(order, deal));
            }
        });
    }

    private void onAbsent(OpenOrder order) {
        if (order.stand != Stand.SENT || loop.nanos() - order.lastSentNanos < absenceHorizonNanos) {
            return;
        }
        if (order.reduces()) {
            // The client id makes this safe: if the first request arrives after all, the venue refuses the second.
            open.move(order, Stand.AWAY);
        } else {
            String evidence = "the venue knows no such order " + TimeUnit.NANOSECONDS.toMillis(absenceHorizonNanos)
                    + " ms after the request";
            loop.tell(order, new OrderCommand.ProveAbsent(order.id(), evidence), order.intendedAt);
        }
    }

    void onVenueOrder(@Nullable OpenOrder order, VenueOrder found) {
        if (order == null) {
            return;
        }
        open.hear(order, found.venueOrderId(), loop.nanos());
        loop.tell(order, new OrderCommand.Acknowledge(order.id(), found.venueOrderId()), found.updatedAt());
        if (found.state() == VenueOrder.State.CANCELLED || found.state() == VenueOrder.State.INVALID) {
            order.end = end(order, found);
            loop.tell(order, order.end, found.updatedAt());
        }
    }

    private static OrderCommand.End end(OpenOrder order, VenueOrder found) {
        VenueOrder.Ended why = found.ended();
        return new OrderCommand.End(
                order.id(),
                found.venueOrderId(),
                found.filled(),
                found.state() == VenueOrder.State.INVALID,
                why == null ? RejectionReason.OTHER : why.rejection(),
                why == null ? 0 : why.code(),
                why == null ? "cancelled" : why.text());
    }

    void onDeal(@Nullable OpenOrder order, Deal deal) {
        if (order == null) {
            return;
        }
        open.hear(order, deal.venueOrderId(), loop.nanos());
        loop.tell(
                order,
                new OrderCommand.ApplyDeal(
                        order.id(),
                        deal.venueOrderId(),
                        deal.dealId(),
                        deal.price(),
                        deal.quantity(),
                        deal.fee(),
                        deal.taker(),
                        deal.at()),
                deal.at());
        if (order.end != null) {
            loop.tell(order, order.end, deal.at());
        }
    }
}
