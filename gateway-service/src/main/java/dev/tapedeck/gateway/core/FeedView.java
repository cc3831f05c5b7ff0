package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The health of a symbol's feed, and how old its data is.
 *
 * @param ageMillis since the last tick record reached the log, by the gateway's clock; before any, since the status changed, by the
 *     reader's count
 * @param lastFrameAt when the last tick record reached the log
 */
public record FeedView(
        Symbol symbol,
        FeedEvent.State state,
        long ageMillis,
        @Nullable Instant lastFrameAt,
        @Nullable String reason) {}
