package dev.tapedeck.positionsync;

import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.kit.ops.StageLifecycle;
import dev.tapedeck.kit.stream.KafkaClients;
import dev.tapedeck.kit.stream.RunningStage;
import dev.tapedeck.kit.stream.Stage;
import dev.tapedeck.kit.stream.StageSettings;
import dev.tapedeck.kit.stream.StateCodec;
import dev.tapedeck.positionsync.config.PositionSyncConfig;
import dev.tapedeck.positionsync.config.WatchdogConfig;
import dev.tapedeck.positionsync.core.PositionBook;
import dev.tapedeck.positionsync.core.PositionCommand;
import dev.tapedeck.positionsync.core.PositionDecider;
import dev.tapedeck.positionsync.core.SyncAlerts;
import dev.tapedeck.positionsync.in.PositionInputs;
import dev.tapedeck.positionsync.out.ServiceWatch;
import dev.tapedeck.positionsync.out.SyncMetrics;
import dev.tapedeck.positionsync.out.VenueQuestions;
import dev.tapedeck.positionsync.out.VenueTruth;
import dev.tapedeck.positionsync.out.Watchdog;
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
import java.time.Duration;
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
    private final WatchdogConfig watched;
    private final ServiceWatch services;
    private final Watchdog watchdog;

    public PositionSyncWiring(
            Vertx vertx,
            PositionSyncConfig config,
            WatchdogConfig watched,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.config = config;
        this.venue = new MexcVenue(
                vertx,
                VenueConfig.of(config.restUrl(), config.socketUrl(), config.apiKey(), config.apiSecret()),
                InstantSource.system());
        InstantSource clock = InstantSource.system();
        VenueTruth.Submissions submissions = (cell, command, at) -> started().submit(cell, command, at, null);
        this.truth = new VenueTruth(
                (millis, work) -> vertx.setTimer(millis, timer -> work.run()),
                VenueQuestions.of(venue),
                inputs,
                submissions,
                new SyncMetrics(registry),
                clock,
                System::nanoTime,
                new VenueTruth.Rhythm(config.afterFillMillis(), config.whileDifferingMillis()));
        inputs.onVenueUsable(since -> truth.confirm("the order service may use the venue", since));
        inputs.onFlatten(truth::ask);
        this.watched = watched;
        this.services = new ServiceWatch(
                KafkaClients.admin(bootstrapServers, Service.POSITION_SYNC.id() + "-watchdog"),
                watched.services(),
                Duration.ofMillis(watched.silentMillis()),
                clock);
        this.watchdog = new Watchdog(
                truth,
                services,
                inputs,
                submissions,
                clock,
                PositionInputs.COMMON_CELL,
                () -> started().isReady());
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
                List.of(Topic.FILLS, Topic.ORDERS),
                List.of(Topic.SESSIONS, Topic.INSTRUMENTS, Topic.COMMANDS, Topic.VENUE_STATUS, Topic.TRADING_STATE),
                List.of(Topic.POSITIONS, Topic.TRADING_STATE),
                List.of(Topic.ALERTS),
                Topic.FILLS.partitions(),
                StageSettings.SNAPSHOT_EVERY);
        stage.set(Stage.of(
                settings,
                new PositionDecider(),
                StateCodec.json(PositionBook.class),
                inputs,
                SyncAlerts::of,
                truth,
                registry,
                StageLifecycle::halt));
        return started();
    }

    void onStart(@Observes StartupEvent started) {
        vertx.setPeriodic(config.positionsIntervalMillis(), timer -> truth.ask());
        vertx.setPeriodic(watched.lookEveryMillis(), timer -> watchdog.look());
    }

    void onStop(@Observes ShutdownEvent stopping) {
        services.close();
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
