package dev.tapedeck.positionsync;

import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.kit.ops.StageLifecycle;
import dev.tapedeck.kit.stream.RunningStage;
import dev.tapedeck.kit.stream.Stage;
import dev.tapedeck.kit.stream.StageSettings;
import dev.tapedeck.kit.stream.StateCodec;
import dev.tapedeck.positionsync.config.PositionSyncConfig;
import dev.tapedeck.positionsync.core.MismatchAlert;
import dev.tapedeck.positionsync.core.PositionBook;
import dev.tapedeck.positionsync.core.PositionCommand;
import dev.tapedeck.positionsync.core.PositionDecider;
import dev.tapedeck.positionsync.in.PositionInputs;
import dev.tapedeck.positionsync.out.VenueTruth;
import dev.tapedeck.venue.VenueConfig;
import dev.tapedeck.venue.mexc.MexcVenue;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the position core on the log and beside the venue. */
@ApplicationScoped
public class PositionSyncWiring {
    private final Vertx vertx;
    private final PositionSyncConfig config;
    private final MexcVenue venue;
    private final PositionInputs inputs = new PositionInputs();
    private final AtomicReference<Stage<PositionBook, PositionCommand>> stage = new AtomicReference<>();
    private final VenueTruth truth;

    public PositionSyncWiring(Vertx vertx, PositionSyncConfig config) {
        this.vertx = vertx;
        this.config = config;
        this.venue = new MexcVenue(
                vertx,
                VenueConfig.of(config.restUrl(), config.socketUrl(), config.apiKey(), config.apiSecret()),
                InstantSource.system());
        this.truth = new VenueTruth(
                vertx,
                venue.account(),
                inputs::runningSessions,
                (cell, command, at) -> started().submit(cell, command, at, null),
                InstantSource.system(),
                config.afterFillMillis(),
                config.whileDifferingMillis());
        inputs.onVenueBack(() -> truth.confirm("breaker closed"));
    }

    @Produces
    @Singleton
    RunningStage stage(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "tapedeck.instance") String instance,
            MeterRegistry registry) {
        var settings = new StageSettings(
                Service.POSITION_SYNC,
                bootstrapServers,
                instance,
                List.of(Topic.FILLS),
                List.of(Topic.SESSIONS, Topic.COMMANDS, Topic.VENUE_STATUS),
                List.of(Topic.POSITIONS, Topic.TRADING_STATE),
                List.of(Topic.ALERTS),
                Topic.FILLS.partitions(),
                StageSettings.SNAPSHOT_EVERY);
        stage.set(Stage.of(
                settings,
                new PositionDecider(),
                StateCodec.json(PositionBook.class),
                inputs,
                MismatchAlert::of,
                truth,
                registry,
                StageLifecycle::halt));
        return started();
    }

    void onStart(@Observes StartupEvent started) {
        vertx.setPeriodic(config.positionsIntervalMillis(), timer -> truth.ask());
    }

    void onStop(@Observes ShutdownEvent stopping) {
        venue.close();
    }

    private Stage<PositionBook, PositionCommand> started() {
        Stage<PositionBook, PositionCommand> running = stage.get();
        if (running == null) {
            throw new IllegalStateException("the stage must be wired before the venue speaks");
        }
        return running;
    }
}
