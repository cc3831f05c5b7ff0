package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.PositionEvent.FlattenProgressed;
import dev.tapedeck.contracts.event.PositionEvent.FundingSettled;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevelChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCloseRequested;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatchResolved;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.kit.decide.Decider;
import dev.tapedeck.kit.decide.Draft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps positions from fills, lets them follow the venue by events when others moved them, and decides what trading is allowed. */
public final class PositionDecider implements Decider<PositionBook, PositionCommand> {
    @Override
    public PositionBook initial() {
        return PositionBook.EMPTY;
    }

    @Override
    public List<Draft> decide(PositionBook book, PositionCommand command, Instant at) {
        return switch (command) {
            case PositionCommand.ApplyFill apply -> List.of(applied(book, apply));
            case PositionCommand.CompareWithVenue compare -> new Comparison(book, compare, at).decide();
            case PositionCommand.NoteFunding funding -> settled(book, funding);
            case PositionCommand.Guard guard -> Guarding.decide(book, guard, at);
            case PositionCommand.DecideTradingState decide -> TradingStates.decide(book, decide);
            case PositionCommand.CloseAsked asked -> Closing.asked(book, asked);
            case PositionCommand.OrdersRanAway orders -> ranAway(book, orders);
            case PositionCommand.LookAround around -> lookAround(book, around, at);
        };
    }

    @Override
    public PositionBook evolve(PositionBook book, Event<?> event) {
        return switch (event.data()) {
            // Only what a fill made has a cause on the log.
            case PositionChanged position ->
                event.causationId() == null ? book.with(position) : book.filled(position, event.time());
            case TradingStateChanged state -> book.with(state);
            case PositionMismatched said -> book.with(said, event.time());
            case PositionMismatchResolved resolved ->
                book.resolved(PositionBook.key(resolved.sessionId(), resolved.symbol(), resolved.direction()));
            case PositionCorrected correction -> book.with(correction);
            case FundingSettled funding -> book.with(book.watch().with(funding));
            case EquityMarked equity -> book.with(book.watch().with(equity));
            case MarginLevelChanged margin -> book.with(book.watch().with(margin));
            case PositionCloseRequested asked -> book.with(book.watch().with(asked, event.time()));
            case FlattenProgressed progress -> book.with(book.watch().with(event.subject(), progress));
            default -> book;
        };
    }

    /** Funding counts for the session that knows the position, and once. */
    private static List<Draft> settled(PositionBook book, PositionCommand.NoteFunding funding) {
        String session = funding.sessionId();
        return funding.settlements().stream()
                .filter(one -> book.position(session, one.symbol(), one.direction()) != null)
                .filter(one -> !book.watch().funding(session).recent().contains(one.fundingId()))
                .map(one -> settled(session, one))
                .toList();
    }

    private static Draft settled(String session, PositionCommand.Settlement one) {
        String key = PositionBook.key(session, one.symbol(), one.direction()) + "/funding/" + one.fundingId();
        return new Draft(
                "positions/" + key,
                key,
                session + "/funding",
                null,
                new FundingSettled(
                        session, one.symbol(), one.direction(), one.fundingId(), one.amount(), one.rate(), one.at()));
    }

    private static List<Draft> ranAway(PositionBook book, PositionCommand.OrdersRanAway orders) {
        return Halts.session(
                book,
                orders.sessionId(),
                orders.sessionId() + "/orders/" + orders.orderId(),
                orders.orders() + " orders were approved within a minute, limit " + orders.limit());
    }

    private static List<Draft> lookAround(PositionBook book, PositionCommand.LookAround around, Instant at) {
        var drafts = new ArrayList<>(TradingStates.lapsed(book, at));
        if (around.troubles() != null) {
            drafts.addAll(Halts.everywhere(book, around.number(), around.troubles()));
        }
        return drafts;
    }

    private static Draft applied(PositionBook book, PositionCommand.ApplyFill apply) {
        FillRecorded fill = apply.fill();
        PositionChanged known = book.position(fill.sessionId(), fill.symbol(), fill.direction());
        PositionChanged after = Position.withFill(known == null ? Position.none(fill) : known, fill);
        return draft("positions/" + apply.eventId(), apply.correlationId(), after);
    }

    private static Draft draft(String id, @Nullable String correlationId, PositionChanged position) {
        return new Draft(id, PositionBook.key(position), PositionBook.key(position), correlationId, position);
    }
}
