package dev.tapedeck.positionsync.out;

import dev.tapedeck.positionsync.core.PositionCommand.Settlement;
import dev.tapedeck.venue.Funding;
import dev.tapedeck.venue.HeldPosition;
import dev.tapedeck.venue.Lookup;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What funding was settled on the positions that this process saw at the venue. Asked for at most every ten seconds, as long as anything is or was held. Not safe for use by several
 * threads at once.
 */
final class Fundings {
    private static final long AT_MOST_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final VenueQuestions venue;
    private final LongSupplier nanos;
    private Set<String> positionIds = Set.of();
    private long askedNanos;

    /** @param nanos counts steadily; only differences mean something */
    Fundings(VenueQuestions venue, LongSupplier nanos) {
        this.venue = venue;
        this.nanos = nanos;
        this.askedNanos = nanos.getAsLong() - AT_MOST_EVERY_NANOS;
    }

    /** Returns what was settled lately, nothing when it is not due or the venue does not say. Never completes exceptionally. */
    CompletionStage<List<Settlement>> ask(List<HeldPosition> held) {
        var wanted = new HashSet<>(positionIds);
        held.forEach(position -> wanted.add(position.positionId()));
        long now = nanos.getAsLong();
        if (wanted.isEmpty() || now - askedNanos < AT_MOST_EVERY_NANOS) {
            positionIds = wanted;
            return CompletableFuture.completedStage(List.of());
        }
        askedNanos = now;
        // What is held no longer is asked about once more: it may have been settled just before it was closed.
        positionIds = new HashSet<>();
        held.forEach(position -> positionIds.add(position.positionId()));
        return venue.fundings().thenApply(found -> settled(found, wanted));
    }

    private static List<Settlement> settled(Lookup<List<Funding>> found, Set<String> wanted) {
        return found instanceof Lookup.Found<List<Funding>>(List<Funding> rows)
                ? rows.stream()
                        .filter(row -> wanted.contains(row.positionId()))
                        .map(row -> new Settlement(
                                row.fundingId(), row.symbol(), row.direction(), row.amount(), row.rate(), row.at()))
                        .toList()
                : List.of();
    }
}
