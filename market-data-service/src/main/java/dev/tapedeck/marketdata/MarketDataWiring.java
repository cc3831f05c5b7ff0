package dev.tapedeck.marketdata;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.kit.ops.Flush;
import dev.tapedeck.kit.ops.StageLifecycle;
import dev.tapedeck.kit.stream.Deriver;
import dev.tapedeck.kit.stream.Reactor;
import dev.tapedeck.kit.stream.RunningStage;
import dev.tapedeck.kit.stream.Stage;
import dev.tapedeck.kit.stream.StageSettings;
import dev.tapedeck.kit.stream.StateCodec;
import dev.tapedeck.marketdata.config.MarketDataConfig;
import dev.tapedeck.marketdata.core.FeedCommand;
import dev.tapedeck.marketdata.core.FeedDecider;
import dev.tapedeck.marketdata.core.FeedRules;
import dev.tapedeck.marketdata.core.FeedState;
import dev.tapedeck.marketdata.in.VenueReader;
import dev.tapedeck.venue.VenueConfig;
import dev.tapedeck.venue.mexc.MexcVenue;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the feed core on the log and the reader on the venue; the only place that knows all parts. */
@ApplicationScoped
public class MarketDataWiring {
    /** One and a half times the interval of the pings. */
    private static final long SOCKET_ALIVE_MILLIS = 15_000;

    private static final int CELL = 0;

    private final FeedRules rules;
    private final MexcVenue venue;
    private final VenueReader reader;
    private final AtomicReference<Stage<FeedState, FeedCommand>> stage = new AtomicReference<>();

    public MarketDataWiring(Vertx vertx, MarketDataConfig config) {
        this.rules = new FeedRules(config.staleAfterMillis(), config.quietAfterMillis(), SOCKET_ALIVE_MILLIS);
        Set<Symbol> symbols = config.symbols().stream().map(Symbol::of).collect(Collectors.toUnmodifiableSet());
        this.venue = new MexcVenue(
                vertx, VenueConfig.publicOnly(config.restUrl(), config.socketUrl()), InstantSource.system());
        this.reader = new VenueReader(
                vertx,
                venue,
                symbols,
                rules,
                config.pollIntervalMillis(),
                InstantSource.system(),
                command -> started().submit(CELL, command, command.at(), null));
    }

    @Produces
    @Singleton
    RunningStage stage(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "tapedeck.instance") String instance,
            MeterRegistry registry) {
        var settings = new StageSettings(
                Service.MARKET_DATA,
                bootstrapServers,
                instance,
                List.of(),
                List.of(),
                List.of(Topic.TICKS, Topic.FEED_STATUS, Topic.INSTRUMENTS),
                List.of(),
                1,
                StageSettings.SNAPSHOT_EVERY);
        stage.set(Stage.of(
                settings,
                new FeedDecider(rules),
                StateCodec.json(FeedState.class),
                (cell, event) -> List.of(),
                Deriver.none(),
                new ReadWhenRestored(),
                registry,
                StageLifecycle::halt));
        return started();
    }

    @Produces
    @Singleton
    Flush publicFrames() {
        return () -> Flush.completes(reader.drained());
    }

    void onStop(@Observes ShutdownEvent stopping) {
        reader.close();
        venue.close();
    }

    private Stage<FeedState, FeedCommand> started() {
        Stage<FeedState, FeedCommand> running = stage.get();
        if (running == null) {
            throw new IllegalStateException("the stage must be wired before the venue speaks");
        }
        return running;
    }

    /** Nothing is read from the venue before the state is back, so that what it sends again is known. */
    private final class ReadWhenRestored implements Reactor<FeedState> {
        @Override
        public void onDurable(int cell, Event<?> event) {
            // Ticks need nothing done about them.
        }

        @Override
        public void onRestored(int cell, FeedState state) {
            reader.start();
        }

        @Override
        public void onLost(int cell) {
            reader.close();
        }

        @Override
        public int inFlight() {
            return 0;
        }
    }
}
