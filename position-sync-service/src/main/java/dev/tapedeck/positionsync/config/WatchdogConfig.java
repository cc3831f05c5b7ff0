package dev.tapedeck.positionsync.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** What the watchdog watches. */
@ConfigMapping(prefix = "tapedeck.watchdog")
public interface WatchdogConfig {
    @WithDefault("1000")
    long lookEveryMillis();

    /** How long a service may have nobody who works before trading is halted everywhere; longer than a restart or a hand-over takes. */
    @WithDefault("30000")
    long silentMillis();

    /** The services without which a session must not trade. */
    @WithDefault("indicator,strategy,risk,order")
    List<String> services();
}
