package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.kit.decide.Decider;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.positionsync.core.PositionCommand.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps positions from fills and compares them with the venue. A difference in one answer may be a fill on its way; the same difference in two answers in a row,
 * with no fill between them, is a mismatch.
 */
public final class PositionDecider implements Decider<PositionBook, PositionCommand> {
    private static final VenuePosition NOT_HELD = new VenuePosition(Quantity.ZERO, null, null, null, null);

    @Override
    public PositionBook initial() {
        return PositionBook.EMPTY;
    }

    @Override
    public List<Draft> decide(PositionBook book, PositionCommand command, Instant at) {
        return switch (command) {
            case PositionCommand.ApplyFill apply -> List.of(applied(book, apply));
            case PositionCommand.CompareWithVenue compare -> compared(book, compare);
            case PositionCommand.DecideTradingState decide -> TradingStates.decide(book, decide);
        };
    }

    @Override
    public PositionBook evolve(PositionBook book, Event<?> event) {
        return switch (event.data()) {
            case PositionChanged position -> book.with(position);
            case TradingStateChanged state -> book.with(state);
            default -> book;
        };
    }

    private static Draft applied(PositionBook book, PositionCommand.ApplyFill apply) {
        FillRecorded fill = apply.fill();
        PositionChanged known = book.position(fill.sessionId(), fill.symbol(), fill.direction());
        PositionChanged after = Position.withFill(known == null ? Position.none(fill) : known, fill);
        return draft("positions/" + apply.eventId(), apply.correlationId(), after);
    }

    private static List<Draft> compared(PositionBook book, PositionCommand.CompareWithVenue compare) {
        var drafts = new ArrayList<Draft>();
        for (PositionChanged own : book.ofSession(compare.sessionId())) {
            Held held = heldAs(compare, own.symbol(), own.direction()).orElse(null);
            drafts.addAll(compared(compare, own, held));
        }
        for (Held held : compare.held()) {
            if (book.position(compare.sessionId(), held.symbol(), held.direction()) == null) {
                drafts.addAll(compared(compare, unknown(compare.sessionId(), held), held));
            }
        }
        return drafts;
    }

    private static List<Draft> compared(
            PositionCommand.CompareWithVenue compare, PositionChanged before, @Nullable Held held) {
        VenuePosition venue = held == null ? NOT_HELD : held.position();
        PositionChanged after = Position.withVenue(before, held == null ? before.leverage() : held.leverage(), venue);
        String id = "positions/" + key(after) + "/venue/" + compare.number();
        var drafts = new ArrayList<Draft>();
        if (!after.equals(before)) {
            drafts.add(draft(id, null, after));
        }
        if (!after.agrees() && !before.agrees() && sameDifference(before, after)) {
            drafts.add(mismatched(id, after));
        }
        return drafts;
    }

    private static boolean sameDifference(PositionChanged before, PositionChanged after) {
        return before.venue() != null
                && after.venue() != null
                && before.venue().quantity().equals(after.venue().quantity());
    }

    private static PositionChanged unknown(String sessionId, Held held) {
        return new PositionChanged(
                sessionId,
                held.symbol(),
                held.direction(),
                null,
                Quantity.ZERO,
                null,
                held.leverage(),
                Usdt.ZERO,
                Usdt.ZERO,
                null,
                true);
    }

    private static Optional<Held> heldAs(PositionCommand.CompareWithVenue compare, Symbol symbol, Direction direction) {
        return compare.held().stream()
                .filter(held -> held.symbol().equals(symbol) && held.direction() == direction)
                .findFirst();
    }

    private static Draft mismatched(String id, PositionChanged position) {
        VenuePosition venue = position.venue() == null ? NOT_HELD : position.venue();
        var mismatch = new PositionMismatched(
                position.sessionId(),
                position.symbol(),
                position.direction(),
                kind(position.quantity(), venue.quantity()),
                position.quantity(),
                venue.quantity(),
                "two answers of the venue in a row say " + venue.quantity() + ", our fills say " + position.quantity(),
                "alarm; nothing is corrected without evidence",
                null);
        // A key of its own: compaction must keep the position's last state beside it.
        String key = key(position) + "/mismatch";
        return new Draft(id + "/mismatch", key, key, null, mismatch);
    }

    private static MismatchKind kind(Quantity own, Quantity venue) {
        if (own.isZero()) {
            return MismatchKind.EXTERNAL_OPEN;
        }
        return venue.isZero() ? MismatchKind.EXTERNAL_CLOSE : MismatchKind.QUANTITY_DIFFERENCE;
    }

    private static Draft draft(String id, @Nullable String correlationId, PositionChanged position) {
        return new Draft(id, key(position), key(position), correlationId, position);
    }

    private static String key(PositionChanged position) {
        return PositionBook.key(position.sessionId(), position.symbol(), position.direction());
    }
}
