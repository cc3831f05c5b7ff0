package dev.tapedeck.order.out;

import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether the line to the venue may be used. After a start and after an outage a session's positions are compared with the venue's before anything is sent for it; what
 * reduces a position waits for that only for a while, since the comparison must never keep anybody in. Owned by the desk's event loop.
 */
final class VenueLine {
    private static final Duration REDUCING_WAITS_FOR_MOST = Duration.ofSeconds(10);

    private final Map<String, Instant> reconciled = new HashMap<>();
    private Breaker breaker = Breaker.CLOSED;
    private Instant usableSince;
    private boolean wasCut;
    boolean privateStreamUp;

    VenueLine(Instant startedAt) {
        usableSince = startedAt;
    }

    Breaker breaker() {
        return breaker;
    }

    void breaker(Breaker next, Instant now) {
        if (next == Breaker.CLOSED && breaker != Breaker.CLOSED) {
            usableSince = now;
            wasCut = true;
        }
        breaker = next;
    }

    /**
     * Notes that a session's positions were compared.
     *
     * @param askedAt when the venue was asked
     */
    void reconciled(String sessionId, Instant askedAt) {
        reconciled.merge(sessionId, askedAt, (before, next) -> before.isAfter(next) ? before : next);
    }

    /** A session that was never compared began after our start, and has nothing that could have been missed then. */
    boolean isReconciled(OpenOrder order, Instant now) {
        Instant askedAt = reconciled.get(order.order.sessionId());
        boolean compared = askedAt == null ? !wasCut : !askedAt.isBefore(usableSince);
        return compared || (order.reduces() && hasReducingWaited(now));
    }

    /** Returns whether what reduces a position has waited for long enough since the line may be used, whatever it waits for. */
    boolean hasReducingWaited(Instant now) {
        return now.isAfter(usableSince.plus(REDUCING_WAITS_FOR_MOST));
    }
}
