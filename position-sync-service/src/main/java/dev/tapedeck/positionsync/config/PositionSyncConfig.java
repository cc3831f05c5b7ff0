package dev.tapedeck.positionsync.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where the venue is and how often it is asked for its positions. */
@ConfigMapping(prefix = "tapedeck.venue")
public interface PositionSyncConfig {
    URI restUrl();

    URI socketUrl();

    String apiKey();

    String apiSecret();

    /** With the second answer that proves a difference, one is said within ten seconds of what made it. */
    @WithDefault("8000")
    long positionsIntervalMillis();

    /** How long after a fill the venue is asked; several fills of one moment make one question. */
    @WithDefault("100")
    long afterFillMillis();

    /** How soon the venue is asked again while it and we differ. */
    @WithDefault("1000")
    long whileDifferingMillis();
}
