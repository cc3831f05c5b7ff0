package dev.tapedeck.order.out;

import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the line to the venue may be used. After an outage a session's positions are compared with the venue's before anything is sent for it; what reduces a position
 * waits for that only for a while, since the comparison must never keep anybody in. Owned by the desk's event loop.
 */
final class VenueLine {
    private static final Duration REDUCING_WAITS_FOR_MOST = Duration.ofSeconds(10);

    private final Map<String, Instant> reconciled = new HashMap<>();
    private Breaker breaker = Breaker.CLOSED;
    private @Nullable Instant closedAgainAt;
    boolean privateStreamUp;

    Breaker breaker() {
        return breaker;
    }

    void breaker(Breaker next, Instant now) {
        if (next == Breaker.CLOSED && breaker != Breaker.CLOSED) {
            closedAgainAt = now;
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

    boolean isReconciled(OpenOrder order, Instant now) {
        if (closedAgainAt == null) {
            return true;
        }
        Instant askedAt = reconciled.get(order.order.sessionId());
        boolean compared = askedAt != null && !askedAt.isBefore(closedAgainAt);
        return compared || (order.reduces() && now.isAfter(closedAgainAt.plus(REDUCING_WAITS_FOR_MOST)));
    }
}
