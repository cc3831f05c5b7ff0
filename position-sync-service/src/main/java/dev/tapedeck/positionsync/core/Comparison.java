package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.PositionEvent;
import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatchResolved;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.contracts.event.PositionEvent.PositionsReconciled;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.positionsync.core.PositionCommand.Held;
import dev.tapedeck.positionsync.core.PositionCommand.Stranger;
import dev.tapedeck.positionsync.core.VenueAction.Origin;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one answer of the venue leads to. A difference in one answer may be a fill on its way; the same difference in two answers in a row, with no fill between them, is a
 * mismatch. Our truth follows the venue's when its history explains the difference by what others did, or when nothing explains it for long. What our own orders may explain
 * is never corrected: the fill that is missing does that, and would count twice otherwise.
 */
final class Comparison {
    private static final VenuePosition NOT_HELD = new VenuePosition(Quantity.ZERO, null, null, null, null, null);

    /** Longer than the order service takes to ask about every order that it has not heard of. */
    private static final Duration UNEXPLAINED_FOR = Duration.ofSeconds(15);
    /** Of the venue's average entry price: more than any rounding makes. */
    private static final BigDecimal PRICE_TOLERANCE_BPS = BigDecimal.valueOf(50);

    private final PositionBook book;
    private final PositionCommand.CompareWithVenue answer;
    private final Instant at;
    private final List<Draft> drafts = new ArrayList<>();
    private int mismatches;
    private boolean settled = true;
    private boolean halted;

    Comparison(PositionBook book, PositionCommand.CompareWithVenue answer, Instant at) {
        this.book = book;
        this.answer = answer;
        this.at = at;
    }

    List<Draft> decide() {
        List<PositionChanged> known = book.ofSession(answer.sessionId());
        for (PositionChanged own : known) {
            compare(own, heldAs(own).orElse(null));
        }
        for (Held held : answer.held()) {
            if (answer.running() && book.position(answer.sessionId(), held.symbol(), held.direction()) == null) {
                compare(unknown(held), held);
            }
        }
        answer.strangers().forEach(this::report);
        if (answer.reconcileFor() != null && settled) {
            confirm(answer.reconcileFor(), known.size());
        }
        return drafts;
    }

    private void compare(PositionChanged before, @Nullable Held held) {
        VenuePosition venue = held == null ? NOT_HELD : held.position();
        PositionChanged after = Position.withVenue(before, held == null ? before.leverage() : held.leverage(), venue);
        String id = "positions/" + PositionBook.key(after) + "/venue/" + answer.number();
        if (!after.equals(before)) {
            add(id, after);
        }
        if (after.agrees()) {
            agree(id, before, after, venue);
        } else if (before.agrees() || !sameDifference(before, after)) {
            settled = false;
        } else {
            mismatch(id, after, venue);
        }
    }

    /** What others opened and closed again while the truths differed, or between two answers, leaves no difference behind, but a result. */
    private void agree(String id, PositionChanged before, PositionChanged after, VenuePosition venue) {
        boolean differed = PositionBook.differ(before) || book.mismatches().containsKey(PositionBook.key(after));
        List<VenueAction> history = historyOf(after);
        if (differed && history == null) {
            settled = false;
            return;
        }
        Optional<Explanation> unseen =
                history == null ? Optional.empty() : explanation(after, venue, history, seenApart(before));
        if (unseen.isPresent()) {
            mismatches++;
            follow(id, after, venue, unseen.get());
        } else {
            resolve(id, after, "both truths agree");
            comparePrices(id, before, after, venue);
        }
    }

    /** As many contracts at another price: somebody closed and opened again. Profit is counted from the entry price, so that follows the venue's too. */
    private void comparePrices(String id, PositionChanged before, PositionChanged after, VenuePosition venue) {
        BigDecimal apart = pricesApartBps(after);
        if (apart.compareTo(PRICE_TOLERANCE_BPS) <= 0) {
            return;
        }
        if (!before.agrees() || !Objects.equals(venue.averageEntryPrice(), averageOf(before.venue()))) {
            settled = false;
            return;
        }
        mismatches++;
        String evidence = "entered at " + after.averageEntryPrice() + " by our fills and at "
                + venue.averageEntryPrice() + " by the venue, " + apart.toPlainString() + " bps apart, limit "
                + PRICE_TOLERANCE_BPS;
        String policy = "our entry price follows the venue's";
        say(id, after, venue, MismatchKind.PRICE_DIFFERENCE, evidence, policy, null);
        add(id + "/corrected", Position.corrected(after, venue, Usdt.ZERO, Usdt.ZERO));
        resolvedNow(id, after, MismatchKind.PRICE_DIFFERENCE, at, "our entry price was set to the venue's");
    }

    /** Returns whether the price that our fills make is not the venue's, beyond what rounding does. */
    static boolean arePricesApart(PositionChanged position) {
        return pricesApartBps(position).compareTo(PRICE_TOLERANCE_BPS) > 0;
    }

    private static BigDecimal pricesApartBps(PositionChanged position) {
        Price own = position.averageEntryPrice();
        Price theirs = averageOf(position.venue());
        return own == null || theirs == null
                ? BigDecimal.ZERO
                : own.bpsAbove(theirs).abs();
    }

    private static @Nullable Price averageOf(@Nullable VenuePosition venue) {
        return venue == null ? null : venue.averageEntryPrice();
    }

    private void mismatch(String id, PositionChanged differing, VenuePosition venue) {
        mismatches++;
        List<VenueAction> history = historyOf(differing);
        if (history == null) {
            // Whoever does not know what happened can exclude nothing, a fill of ours on its way least of all.
            OpenMismatch open = said(differing, venue);
            MismatchKind kind = open == null ? unexplainedKind(differing, venue) : open.kind();
            unexplained(id, differing, venue, kind, true, "the venue's history is not known");
            return;
        }
        Optional<Explanation> explanation = explanation(differing, venue, history, null);
        if (explanation.isPresent()) {
            follow(id, differing, venue, explanation.get());
        } else {
            boolean oursMayBeMissing = history.stream().anyMatch(action -> action.origin() == Origin.OURS);
            unexplained(
                    id,
                    differing,
                    venue,
                    oursMayBeMissing ? MismatchKind.MISSED_FILL : unexplainedKind(differing, venue),
                    oursMayBeMissing || isOrderOfOthersOpen(differing),
                    "nothing that others did explains it");
        }
    }

    /** Returns what orders did to the position lately, absent when the venue did not say. */
    private @Nullable List<VenueAction> historyOf(PositionChanged position) {
        List<VenueAction> ofSymbol = answer.histories().get(position.symbol());
        return ofSymbol == null
                ? null
                : ofSymbol.stream()
                        .filter(action ->
                                action.symbol().equals(position.symbol()) && action.direction() == position.direction())
                        .toList();
    }

    private @Nullable Quantity seenApart(PositionChanged before) {
        if (before.venue() != null && !before.agrees()) {
            return before.venue().quantity();
        }
        OpenMismatch open = book.mismatches().get(PositionBook.key(before));
        return open == null || open.venue().equals(before.quantity()) ? null : open.venue();
    }

    private Optional<Explanation> explanation(
            PositionChanged own, VenuePosition venue, List<VenueAction> history, @Nullable Quantity seenApart) {
        return Explanation.of(
                own.quantity(),
                venue.quantity(),
                history,
                new HashSet<>(book.accounted()),
                book.firstFills().get(PositionBook.key(own)),
                seenApart);
    }

    private void unexplained(
            String id,
            PositionChanged differing,
            VenuePosition venue,
            MismatchKind kind,
            boolean mayYetBeExplained,
            String evidence) {
        OpenMismatch open = said(differing, venue);
        if (open != null && !mayYetBeExplained && !at.isBefore(open.since().plus(UNEXPLAINED_FOR))) {
            correct(id, differing, venue, kind, null, evidence + " for " + UNEXPLAINED_FOR.toSeconds() + " s");
            return;
        }
        settled = false;
        if (open == null || open.kind() != kind) {
            String policy = kind == MismatchKind.MISSED_FILL
                    ? "the fill corrects it when it comes"
                    : "waiting for an explanation";
            say(id, differing, venue, kind, evidence, policy, null);
        }
    }

    /** What such an order did so far is in no history: that has only orders that are over. */
    private boolean isOrderOfOthersOpen(PositionChanged position) {
        return answer.strangers().stream()
                .anyMatch(stranger ->
                        stranger.symbol().equals(position.symbol()) && stranger.direction() == position.direction());
    }

    /** Returns the open mismatch if it is about this very difference. */
    private @Nullable OpenMismatch said(PositionChanged differing, VenuePosition venue) {
        OpenMismatch open = book.mismatches().get(PositionBook.key(differing));
        return open != null
                        && open.own().equals(differing.quantity())
                        && open.venue().equals(venue.quantity())
                ? open
                : null;
    }

    private static MismatchKind unexplainedKind(PositionChanged own, VenuePosition venue) {
        if (own.quantity().isZero()) {
            return MismatchKind.EXTERNAL_OPEN;
        }
        return venue.quantity().isZero() ? MismatchKind.GHOST_POSITION : MismatchKind.QUANTITY_DIFFERENCE;
    }

    private void follow(String id, PositionChanged own, VenuePosition venue, Explanation explanation) {
        correct(id, own, venue, explanation.kind(), explanation, explanation.toString());
    }

    private void correct(
            String id,
            PositionChanged own,
            VenuePosition venue,
            MismatchKind kind,
            @Nullable Explanation explanation,
            String evidence) {
        OpenMismatch open = book.mismatches().get(PositionBook.key(own));
        if (open == null || open.kind() != kind) {
            String reference =
                    explanation == null ? null : explanation.references().getFirst();
            say(id, own, venue, kind, evidence, "our position follows the venue's", reference);
        }
        if (explanation == null && answer.running()) {
            halt(own, venue, evidence);
        }
        long number = book.corrections().getOrDefault(PositionBook.key(own), 0L) + 1;
        Usdt realised = explanation == null ? Usdt.ZERO : explanation.realised(own, venue);
        var correction = new PositionCorrected(
                own.sessionId(),
                own.symbol(),
                own.direction(),
                own.strategyId(),
                number,
                kind,
                own.quantity(),
                venue.quantity(),
                explanation == null ? null : explanation.price(),
                venue.averageEntryPrice(),
                realised,
                explanation == null ? List.of() : explanation.references(),
                evidence);
        String subject = PositionBook.key(own) + "/correction";
        drafts.add(new Draft(
                "positions/" + PositionBook.key(own) + "/correction/" + number,
                subject + "/" + number,
                subject,
                null,
                correction));
        add(
                id + "/corrected",
                Position.corrected(own, venue, realised, explanation == null ? Usdt.ZERO : explanation.fees()));
        resolvedNow(id, own, kind, open == null ? at : open.since(), "our position was set to the venue's");
    }

    /** Somebody has to look before anything is entered on a truth that nobody can explain. */
    private void halt(PositionChanged own, VenuePosition venue, String evidence) {
        if (!halted) {
            halted = true;
            drafts.addAll(Halts.session(
                    book,
                    answer.sessionId(),
                    PositionBook.key(own) + "/" + answer.number(),
                    "the venue holds " + venue.quantity() + " contracts of " + PositionBook.key(own)
                            + ", our fills say " + own.quantity() + ": " + evidence));
        }
    }

    private void say(
            String id,
            PositionChanged own,
            VenuePosition venue,
            MismatchKind kind,
            String evidence,
            String policy,
            @Nullable String reference) {
        var mismatch = new PositionMismatched(
                own.sessionId(),
                own.symbol(),
                own.direction(),
                kind,
                own.quantity(),
                venue.quantity(),
                said(own.quantity(), venue.quantity()) + "; " + evidence,
                policy,
                reference);
        aside(id + "/mismatch", own, mismatch);
    }

    private static String said(Quantity own, Quantity venue) {
        return own.equals(venue)
                ? "the venue and our fills say " + own
                : "two answers of the venue in a row say " + venue + ", our fills say " + own;
    }

    private void resolve(String id, PositionChanged position, String how) {
        OpenMismatch open = book.mismatches().get(PositionBook.key(position));
        if (open != null) {
            resolvedNow(id, position, open.kind(), open.since(), how);
        }
    }

    private void resolvedNow(String id, PositionChanged position, MismatchKind kind, Instant since, String how) {
        long openMillis = Math.max(0, Duration.between(since, at).toMillis());
        aside(
                id + "/resolved",
                position,
                new PositionMismatchResolved(
                        position.sessionId(), position.symbol(), position.direction(), kind, how, openMillis));
    }

    /** Each order that is not ours is said once. */
    private void report(Stranger stranger) {
        if (!book.strangers().contains(stranger.orderId())) {
            String key = PositionBook.key(answer.sessionId(), stranger.symbol(), stranger.direction()) + "/order";
            drafts.add(new Draft(
                    "positions/" + key + "/" + stranger.orderId(),
                    key,
                    key,
                    null,
                    new PositionMismatched(
                            answer.sessionId(),
                            stranger.symbol(),
                            stranger.direction(),
                            MismatchKind.UNKNOWN_ORDER,
                            Quantity.ZERO,
                            stranger.quantity(),
                            "the venue's order " + stranger.orderId() + " carries no client id of ours",
                            "alarm; what it does to a position is followed",
                            stranger.orderId())));
        }
    }

    private void confirm(String cause, int positions) {
        String key = answer.sessionId() + "/reconciled";
        drafts.add(new Draft(
                "positions/" + key + "/" + answer.number(),
                key,
                key,
                null,
                new PositionsReconciled(answer.sessionId(), at, positions, mismatches, cause)));
    }

    /** A key of its own: compaction must keep the position's last state beside it. */
    private void aside(String id, PositionChanged position, PositionEvent event) {
        String key = PositionBook.key(position) + "/mismatch";
        drafts.add(new Draft(id, key, key, null, event));
    }

    private void add(String id, PositionChanged position) {
        drafts.add(new Draft(id, PositionBook.key(position), PositionBook.key(position), null, position));
    }

    private static boolean sameDifference(PositionChanged before, PositionChanged after) {
        return before.venue() != null
                && after.venue() != null
                && before.venue().quantity().equals(after.venue().quantity());
    }

    private PositionChanged unknown(Held held) {
        return new PositionChanged(
                answer.sessionId(),
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

    private Optional<Held> heldAs(PositionChanged own) {
        return answer.held().stream()
                .filter(held -> held.symbol().equals(own.symbol()) && held.direction() == own.direction())
                .findFirst();
    }
}
