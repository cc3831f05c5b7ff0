package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.SignalEvent.NearMissReason;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.value.Price;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A detection and what became of it.
 *
 * @param startedAt event time of S1
 * @param awaitingSince event time from which Z1 is waited for: that of S1, or of the last exit that another entry may follow
 * @param entry the last one; absent before Z1
 * @param entries so far in this episode
 * @param closing the last attempt to close; absent before the first and after the position is gone
 * @param exitAttempts so far in this episode
 * @param over whether it never enters again, since its cool-down began or others closed its position
 * @param nearMisses that were reported, each once
 */
record Episode(
        String id,
        Instant startedAt,
        Instant awaitingSince,
        @Nullable Entry entry,
        int entries,
        @Nullable Closing closing,
        int exitAttempts,
        boolean over,
        List<NearMissReason> nearMisses) {

    /**
     * What Z1 asked for.
     *
     * @param at event time of Z1
     * @param orderId the order that it leads to
     * @param stopLossPrice the emergency level at the venue
     */
    record Entry(Instant at, String orderId, Price stopLossPrice) {}

    /**
     * An attempt to close the position.
     *
     * @param attempt 1 for the first since the entry
     * @param failed whether the order is known to have ended without closing all of it
     */
    record Closing(Section section, String orderId, Instant at, int attempt, boolean failed) {}

    Episode {
        nearMisses = List.copyOf(nearMisses);
    }

    static Episode opened(String id, Instant at) {
        return new Episode(id, at, at, null, 0, null, 0, false, List.of());
    }

    /** Returns the time that the age of the position counts from: Z1, or the start when nobody knows of one. */
    Instant enteredAt() {
        return entry == null ? startedAt : entry.at();
    }

    Episode entered(Entry next) {
        return new Episode(id, startedAt, awaitingSince, next, entries + 1, closing, exitAttempts, over, nearMisses);
    }

    Episode closing(Section section, String orderId, Instant at) {
        int attempt = closing == null ? 1 : closing.attempt() + 1;
        var next = new Closing(section, orderId, at, attempt, false);
        return new Episode(id, startedAt, awaitingSince, entry, entries, next, exitAttempts + 1, over, nearMisses);
    }

    Episode closingFailed() {
        return closing == null
                ? this
                : withClosing(new Closing(closing.section(), closing.orderId(), closing.at(), closing.attempt(), true));
    }

    Episode closed() {
        return withClosing(null);
    }

    private Episode withClosing(@Nullable Closing next) {
        return new Episode(id, startedAt, awaitingSince, entry, entries, next, exitAttempts, over, nearMisses);
    }

    Episode ended() {
        return new Episode(id, startedAt, awaitingSince, entry, entries, closing, exitAttempts, true, nearMisses);
    }

    Episode awaiting(Instant at) {
        return new Episode(id, startedAt, at, entry, entries, closing, exitAttempts, over, nearMisses);
    }

    Episode missed(NearMissReason reason) {
        var reported = new ArrayList<>(nearMisses);
        reported.add(reason);
        return new Episode(id, startedAt, awaitingSince, entry, entries, closing, exitAttempts, over, reported);
    }
}
