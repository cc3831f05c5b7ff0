package dev.tapedeck.order.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where the venue is and how patient the order service is with it. */
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
}
