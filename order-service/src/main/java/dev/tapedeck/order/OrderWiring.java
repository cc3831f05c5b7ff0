package dev.tapedeck.order;

import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.kit.ops.Flush;
import dev.tapedeck.kit.ops.StageLifecycle;
import dev.tapedeck.kit.stream.RunningStage;
import dev.tapedeck.kit.stream.Stage;
import dev.tapedeck.kit.stream.StageSettings;
import dev.tapedeck.kit.stream.StateCodec;
import dev.tapedeck.order.config.OrderConfig;
import dev.tapedeck.order.core.OrderBook;
import dev.tapedeck.order.core.OrderCommand;
import dev.tapedeck.order.core.OrderDecider;
import dev.tapedeck.order.core.Projections;
import dev.tapedeck.order.core.QueuePolicy;
import dev.tapedeck.order.in.OrderInputs;
import dev.tapedeck.order.in.PrivateListener;
import dev.tapedeck.order.out.DeskLimits;
import dev.tapedeck.order.out.GuardedVenue;
import dev.tapedeck.order.out.OrderMetrics;
import dev.tapedeck.order.out.SystemClock;
import dev.tapedeck.order.out.TimedVenue;
import dev.tapedeck.order.out.VenueDesk;
import dev.tapedeck.venue.PrivateStream;
import dev.tapedeck.venue.VenueConfig;
import dev.tapedeck.venue.mexc.MexcVenue;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the order core on the log and the desk on the venue. */
@ApplicationScoped
public class OrderWiring {
    private static final Logger LOG = LoggerFactory.getLogger(OrderWiring.class);

    private final Vertx vertx;
    private final OrderConfig config;
    private final MexcVenue venue;
    private final AtomicReference<Stage<OrderBook, OrderCommand>> stage = new AtomicReference<>();
    private final VenueDesk desk;
    private final OrderMetrics metrics;
    private final PrivateStream privateStream;

    public OrderWiring(Vertx vertx, OrderConfig config, MeterRegistry registry) {
        this.vertx = vertx;
        this.config = config;
        this.venue = new MexcVenue(
                vertx,
                VenueConfig.of(config.restUrl(), config.socketUrl(), config.apiKey(), config.apiSecret()),
                InstantSource.system());
        var breaker = config.breaker();
        var guarded = new GuardedVenue(
                venue.account(),
                venue.market(),
                new GuardedVenue.Limits(
                        breaker.failures(), breaker.delayMillis(), breaker.successes(), breaker.timeoutMillis()),
                this::onBreaker);
        this.desk = new VenueDesk(
                oneAfterTheOther(vertx.getOrCreateContext()),
                new TimedVenue(guarded, registry),
                (cell, command, at, causationId) -> started().submit(cell, command, at, causationId),
                new SystemClock(venue.clock()),
                limits(config, venue.name()),
                () -> started().mayAct(),
                () -> started().isReady());
        this.metrics = new OrderMetrics(desk, registry);
        this.privateStream = venue.privateStream(new PrivateListener(desk));
    }

    private static Executor oneAfterTheOther(Context context) {
        return work -> context.runOnContext(ignored -> work.run());
    }

    private static DeskLimits limits(OrderConfig config, String venueName) {
        var rates = config.rates();
        return new DeskLimits(
                venueName,
                Topic.ORDERS.partitions(),
                rates.creations(),
                rates.creationsForExits(),
                rates.others(),
                rates.windowMillis(),
                rates.backOffMillis(),
                config.absenceHorizonMillis(),
                config.pollIntervalMillis());
    }

    @Produces
    @Singleton
    RunningStage stage(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "tapedeck.instance") String instance,
            MeterRegistry registry) {
        var settings = new StageSettings(
                Service.ORDER,
                bootstrapServers,
                instance,
                List.of(Topic.ORDERS),
                List.of(Topic.COMMANDS, Topic.TRADING_STATE, Topic.POSITIONS),
                List.of(Topic.ORDER_EVENTS, Topic.ACKNOWLEDGEMENTS, Topic.VENUE_STATUS),
                List.of(Topic.FILLS, Topic.ALERTS),
                Topic.ORDERS.partitions(),
                StageSettings.SNAPSHOT_EVERY);
        stage.set(Stage.of(
                settings,
                new OrderDecider(queuePolicy()),
                StateCodec.json(OrderBook.class),
                new OrderInputs(desk),
                Projections::of,
                metrics,
                registry,
                StageLifecycle::halt));
        return started();
    }

    /** The private stream's frames that the venue has sent are handed to the stage when its ping is answered. */
    @Produces
    @Singleton
    Flush privateFrames() {
        return () -> Flush.completes(privateStream.ping());
    }

    void onStart(@Observes StartupEvent started) {
        privateStream.start();
        vertx.setPeriodic(config.turnMillis(), timer -> desk.turn());
    }

    void onStop(@Observes ShutdownEvent stopping) {
        privateStream.close();
        venue.close();
    }

    private void onBreaker(Breaker breaker, String reason) {
        LOG.warn("The circuit breaker to the venue is {}: {}", breaker, reason);
        metrics.onBreaker(breaker);
        desk.onBreaker(breaker, reason);
    }

    private QueuePolicy queuePolicy() {
        var queue = config.queue();
        return new QueuePolicy(queue.capacity(), queue.rateLimitedMax(), queue.entryLivesMillis(), queue.driftBpsMax());
    }

    private Stage<OrderBook, OrderCommand> started() {
        Stage<OrderBook, OrderCommand> running = stage.get();
        if (running == null) {
            throw new IllegalStateException("the stage must be wired before the venue speaks");
        }
        return running;
    }
}
