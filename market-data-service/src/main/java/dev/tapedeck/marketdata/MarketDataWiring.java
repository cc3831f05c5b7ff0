package dev.tapedeck.marketdata;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.kit.decide.Decider;
import dev.tapedeck.marketdata.config.MarketDataConfig;
import dev.tapedeck.marketdata.core.FeedCommand;
import dev.tapedeck.marketdata.core.FeedDecider;
import dev.tapedeck.marketdata.core.FeedRules;
import dev.tapedeck.marketdata.core.FeedState;
import dev.tapedeck.marketdata.in.VenueReader;
import dev.tapedeck.venue.VenueConfig;
import dev.tapedeck.venue.mexc.MexcVenue;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the service together; the only place that knows the core, the venue and the configuration. */
@Singleton
public final class MarketDataWiring {
    /** One and a half times the interval of the pings. */
    private static final long SOCKET_ALIVE_MILLIS = 15_000;

    private final Vertx vertx;
    private final MarketDataConfig config;
    private final FeedRules rules;
    private final Set<Symbol> symbols;
    private final MexcVenue venue;
    private @Nullable VenueReader reader;

    public MarketDataWiring(Vertx vertx, MarketDataConfig config) {
        this.vertx = vertx;
        this.config = config;
        this.rules = new FeedRules(config.staleAfterMillis(), config.quietAfterMillis(), SOCKET_ALIVE_MILLIS);
        this.symbols = config.symbols().stream().map(Symbol::of).collect(Collectors.toUnmodifiableSet());
        this.venue = new MexcVenue(
                vertx, VenueConfig.publicOnly(config.restUrl(), config.socketUrl()), InstantSource.system());
    }

    /** Returns the core, for the shell that journals its events. */
    public Decider<FeedState, FeedCommand> decider() {
        return new FeedDecider(rules);
    }

    /**
     * Starts to read the venue. To be called once, when the state is restored.
     *
     * @param commands takes every command, to be decided at {@link FeedCommand#at}, in order; may be slow but must not wait for the reader
     */
    public synchronized VenueReader read(Consumer<FeedCommand> commands) {
        if (reader != null) {
            throw new IllegalStateException("the venue is read already");
        }
        reader = new VenueReader(
                vertx, venue, symbols, rules, config.pollIntervalMillis(), InstantSource.system(), commands);
        reader.start();
        return reader;
    }

    @PreDestroy
    synchronized void stop() {
        if (reader != null) {
            reader.close();
        }
        venue.close();
    }
}
