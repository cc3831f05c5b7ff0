package dev.tapedeck.marketdata.core;

import dev.tapedeck.marketdata.core.FeedCommand.Silence;

/**
 * When silence means that data cannot be relied on.
 *
 * <p>Two failures pull in opposite directions. A watchdog that hears only data takes a quiet market for a dead feed; one that also takes pongs for life never
 * sees that a feed is frozen while its socket answers. So a pong buys a silent symbol time, and only up to {@code quietAfterMillis}. After that
 * the symbol is stale and is polled, and the answer tells which it was: a quiet market goes on as POLLING, which counts as fresh, with the venue's own word that nothing
 * happened; a frozen feed goes on as POLLING too, with the data that the socket withholds. Either way the next frame makes it LIVE again.
 *
 * @param staleAfterMillis silence of a symbol that is accepted when its socket is not proven alive
 * @param quietAfterMillis silence of a symbol that is accepted while its socket is proven alive; not below {@code staleAfterMillis}
 * @param socketAliveMillis how long a pong proves that the socket lives; above the interval of the pings
 */
public record FeedRules(long staleAfterMillis, long quietAfterMillis, long socketAliveMillis) {
    public FeedRules {
        if (staleAfterMillis <= 0 || quietAfterMillis < staleAfterMillis || socketAliveMillis <= 0) {
            throw new IllegalArgumentException(
                    "0 < staleAfterMillis <= quietAfterMillis and socketAliveMillis > 0 must hold, were "
                            + staleAfterMillis + ", " + quietAfterMillis + ", " + socketAliveMillis);
        }
    }

    /** Returns whether the symbol's data on its socket are too old to decide on. The same rule says when to poll. */
    public boolean isTooSilent(Silence silence) {
        boolean socketAlive = silence.connected() && silence.socketSilentMillis() < socketAliveMillis;
        return silence.silentMillis() >= (socketAlive ? quietAfterMillis : staleAfterMillis);
    }

    /** Returns whether polling has not shown anything new for too long. */
    public boolean isPollSilent(Silence silence) {
        return silence.pollSilentMillis() >= staleAfterMillis;
    }
}
