package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.CommandEvent.ClosePosition;
import dev.tapedeck.contracts.event.PositionEvent.FlattenProgressed;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCloseRequested;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.positionsync.core.PositionCommand.Flattening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks risk to close positions: one, when an operator wants it, and all of a scope that is flattened, again and again until both truths hold nothing. An exit that was queued,
 * refused or filled in part is thus followed by another; what is on its way already, risk does not order twice.
 */
final class Closing {
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

    private Closing() {}

    /** Returns the request; nothing when no such position is held. */
    static List<Draft> asked(PositionBook book, PositionCommand.CloseAsked command) {
        ClosePosition asked = command.asked();
        PositionChanged position = book.position(asked.sessionId(), asked.symbol(), asked.direction());
        if (position == null || held(position).isZero()) {
            return List.of();
        }
        Quantity quantity =
                asked.quantity() == null ? held(position) : asked.quantity().min(held(position));
        return request(book, position, quantity, command.commandId(), asked.user(), "asked to close it");
    }

    static List<Draft> flatten(PositionBook book, PositionCommand.Guard guard, Flattening flattening, Instant at) {
        if (isOfAnotherSession(flattening.state(), guard.sessionId())) {
            return List.of();
        }
        List<PositionChanged> held = book.ofSession(guard.sessionId()).stream()
                .filter(position ->
                        flattening.state().binds(position.sessionId(), position.strategyId(), position.symbol()))
                .filter(position -> !held(position).isZero())
                .toList();
        var drafts = new ArrayList<Draft>();
        for (PositionChanged position : held) {
            if (isDue(book.watch().closes().get(PositionBook.key(position)), flattening, at)) {
                TradingStateChanged state = flattening.state();
                drafts.addAll(request(
                        book,
                        position,
                        held(position),
                        flattening.decisionId(),
                        state.who(),
                        "flatten " + state.scope() + " " + state.scopeId() + ": " + state.why()));
            }
        }
        drafts.addAll(progress(book, guard, flattening, held.size()));
        return drafts;
    }

    private static boolean isOfAnotherSession(TradingStateChanged state, String sessionId) {
        return state.scope() == Scope.SESSION && !state.scopeId().equals(sessionId);
    }

    private static boolean isDue(Watch.@Nullable Close last, Flattening flattening, Instant at) {
        return last == null
                || !last.requestId().equals(flattening.decisionId())
                || !at.isBefore(last.at().plus(AGAIN_AFTER));
    }

    private static List<Draft> progress(
            PositionBook book, PositionCommand.Guard guard, Flattening flattening, int left) {
        TradingStateChanged state = flattening.state();
        String subject = guard.sessionId() + "/flatten/" + state.scope().key(state.scopeId());
        var progress = new FlattenProgressed(guard.sessionId(), flattening.decisionId(), left);
        return progress.equals(book.watch().flattened().get(subject))
                ? List.of()
                : List.of(new Draft("positions/" + subject + "/" + guard.number(), subject, subject, null, progress));
    }

    private static List<Draft> request(
            PositionBook book, PositionChanged position, Quantity quantity, String requestId, String who, String why) {
        Price price = price(position);
        if (price == null) {
            return List.of();
        }
        Watch.Close last = book.watch().closes().get(PositionBook.key(position));
        long number = last == null ? 1 : last.number() + 1;
        String subject = PositionBook.key(position) + "/close";
        return List.of(new Draft(
                "positions/" + subject + "/" + number,
                subject,
                subject,
                null,
                new PositionCloseRequested(
                        position.sessionId(),
                        position.symbol(),
                        position.direction(),
                        number,
                        quantity,
                        price,
                        requestId,
                        who,
                        why)));
    }

    private static @Nullable Price price(PositionChanged position) {
        VenuePosition venue = position.venue();
        if (venue != null && venue.markPrice() != null) {
            return venue.markPrice();
        }
        Price own = position.averageEntryPrice();
        return own != null || venue == null ? own : venue.averageEntryPrice();
    }

    /** Returns the greater of both truths: an exit reduces only, so one that is too large does no harm. */
    private static Quantity held(PositionChanged position) {
        Quantity venue =
                position.venue() == null ? Quantity.ZERO : position.venue().quantity();
        return venue.compareTo(position.quantity()) > 0 ? venue : position.quantity();
    }
}
