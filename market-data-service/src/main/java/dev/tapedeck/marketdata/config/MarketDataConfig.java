package dev.tapedeck.marketdata.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Set;

/** What the service reads, and when it stops relying on it. */
@ConfigMapping(prefix = "tapedeck.market-data")
public interface MarketDataConfig {
    /** The venue's REST address: scheme, host and port. */
    @WithDefault("https://api.mexc.com")
    URI restUrl();

    /** The venue's WebSocket address, with its path. */
    @WithDefault("wss://contract.mexc.com/edge")
    URI socketUrl();

    /** The symbols to follow; at least one. */
    Set<String> symbols();

    /** Silence of a symbol after which its data are stale when its socket is not proven alive. */
    @WithDefault("10000")
    long staleAfterMillis();

    /**
     * Silence of a symbol after which its data are stale although its socket answers pings. Above {@link #staleAfterMillis} only where silence is
     * normal: a frozen feed is not noticed before.
     */
    @WithDefault("10000")
    long quietAfterMillis();

    /** How often REST is asked while a symbol's socket is down or silent. */
    @WithDefault("1000")
    long pollIntervalMillis();
}
