package dev.tapedeck.order.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.net.URI;

/** Where the venue is, what it allows, and how patient the order service is with it. */
@ConfigMapping(prefix = "tapedeck.venue")
public interface OrderConfig {
    URI restUrl();

    URI socketUrl();

    String apiKey();

    String apiSecret();

    /** Time after a request in which the venue may still make its order visible; only after it does "no such order" prove anything. */
    @WithDefault("10000")
    long absenceHorizonMillis();

    /** How often an order that is not over is asked about. */
    @WithDefault("1000")
    long pollIntervalMillis();

    /** How often the desk looks at what is due. */
    @WithDefault("100")
    long turnMillis();

    Rates rates();

    Breaker breaker();

    Queue queue();

    /** The venue's rate limits, as many requests in a window. */
    interface Rates {
        @WithDefault("4")
        int creations();

        /** Of the creations, those kept for what reduces positions. */
        @WithDefault("1")
        int creationsForExits();

        /** Requests of each other kind. */
        @WithDefault("20")
        int others();

        /** A little more than the venue's 2 s, since requests do not arrive as evenly as they leave. */
        @WithDefault("2100")
        long windowMillis();

        /** Silence after the venue said that it was too many. */
        @WithDefault("5000")
        long backOffMillis();
    }

    interface Breaker {
        @WithDefault("5")
        int failures();

        @WithDefault("60000")
        long delayMillis();

        @WithDefault("2")
        int successes();

        /** More than the HTTP client's own 5 s, which says more about what happened. */
        @WithDefault("7000")
        long timeoutMillis();
    }

    interface Queue {
        @WithDefault("1000")
        int capacity();

        @WithDefault("100")
        int rateLimitedMax();

        @WithDefault("300000")
        long entryLivesMillis();

        /** Basis points of the price that the strategy saw. */
        @WithDefault("50")
        BigDecimal driftBpsMax();
    }
}
