package dev.tapedeck.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.gateway.config.GatewayConfig;
import dev.tapedeck.gateway.core.Capacity;
import dev.tapedeck.gateway.core.MessageRing;
import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.ReadModel;
import dev.tapedeck.gateway.core.SessionDecider;
import dev.tapedeck.gateway.in.ClientFeeds;
import dev.tapedeck.gateway.in.LogFollower;
import dev.tapedeck.gateway.in.OutcomeWaits;
import dev.tapedeck.gateway.in.UserCommands;
import dev.tapedeck.gateway.out.AuditTrail;
import dev.tapedeck.gateway.out.DeadLetters;
import dev.tapedeck.gateway.out.EventWriter;
import dev.tapedeck.gateway.out.GatewayJson;
import dev.tapedeck.gateway.out.MessageTexts;
import dev.tapedeck.kit.stream.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the parts, connects them, starts and stops them. */
@Dependent
public class GatewayWiring {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayWiring.class);
    private static final int EXIT_FATAL = 70;
    private static final Duration WRITE_PATIENCE = Duration.ofSeconds(10);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ObjectMapper json() {
        return GatewayJson.MAPPER;
    }

    @Produces
    @Singleton
    MessageTexts texts() {
        return new MessageTexts(UUID.randomUUID().toString());
    }

    @Produces
    @Singleton
    MessageRing ring(GatewayConfig config) {
        return new MessageRing(config.ringMessages());
    }

    @Produces
    @Singleton
    Projection projection(GatewayConfig config, MessageRing ring, MessageTexts texts) {
        var capacity = new Capacity(
                config.rows(), config.candlesPerSymbol(), config.snapshotRows(), config.snapshotCandlesPerSymbol());
        return new Projection(new ReadModel(capacity), ring, texts);
    }

    @Produces
    @Singleton
    ClientFeeds feeds(GatewayConfig config, Projection projection, MessageRing ring, MessageTexts texts, Clock clock) {
        var settings = new ClientFeeds.Settings(
                Duration.ofMillis(config.conflationMillis()),
                Duration.ofMillis(config.heartbeatMillis()),
                Duration.ofMillis(config.resumeWaitMillis()),
                Duration.ofSeconds(config.slowClientSeconds()),
                config.clientsMax(),
                config.access().clientsPerUserMax());
        return new ClientFeeds(projection, ring, texts, settings, clock);
    }

    @Produces
    @Singleton
    KafkaProducer<byte[], byte[]> producer(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        return KafkaClients.producer(bootstrapServers, Service.GATEWAY.id() + "-out");
    }

    void close(@Disposes KafkaProducer<byte[], byte[]> producer) {
        producer.close(CLOSE_PATIENCE);
    }

    @Produces
    @Singleton
    LogFollower follower(
            GatewayConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            Projection projection,
            KafkaProducer<byte[], byte[]> producer,
            UserCommands commands,
            ClientFeeds feeds,
            Clock clock) {
        var deadLetters = new DeadLetters(producer);
        return new LogFollower(
                () -> KafkaClients.viewer(bootstrapServers, Service.GATEWAY.id() + "-log"),
                Map.of(
                        Topic.TICKS, config.restoredTicksPerPartition(),
                        Topic.INDICATORS, config.restoredIndicatorsPerPartition()),
                projection,
                deadLetters::send,
                clock,
                commands::finishUnfinished,
                feeds::pump,
                GatewayWiring::end);
    }

    /** Ends this process at once, so that what supervises it starts a new one; its state is the log. */
    private static void end(Throwable cause) {
        LOG.error("The log can no longer be followed", cause);
        Runtime.getRuntime().halt(EXIT_FATAL);
    }

    @Produces
    @Singleton
    UserCommands commands(GatewayConfig config, Projection projection, EventWriter writer, Clock clock) {
        return new UserCommands(projection, new SessionDecider(config.liveAllowed()), writer, clock, WRITE_PATIENCE);
    }

    @Produces
    @Singleton
    OutcomeWaits waits(GatewayConfig config, Projection projection) {
        return new OutcomeWaits(projection, config.waitingRequestsMax());
    }

    @Produces
    @Singleton
    Supplier<Admin> brokers(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        return () -> KafkaClients.admin(bootstrapServers, Service.GATEWAY.id() + "-health");
    }

    @Produces
    @Singleton
    EventWriter writer(KafkaProducer<byte[], byte[]> producer) {
        return new EventWriter(producer, WRITE_PATIENCE);
    }

    @Produces
    @Singleton
    AuditTrail trail(EventWriter writer, Projection projection, Clock clock) {
        return new AuditTrail(writer, projection, clock);
    }

    void start(
            @Observes StartupEvent started,
            LogFollower follower,
            ClientFeeds feeds,
            AuditTrail trail,
            MeterRegistry meters) {
        meters.gauge("gateway_clients", feeds, ClientFeeds::clients);
        meters.gauge("gateway_too_slow_clients", feeds, ClientFeeds::tooSlowClients);
        meters.gauge("gateway_lag_records", follower, LogFollower::lagRecords);
        meters.gauge("gateway_dead_letters", follower, LogFollower::deadLetterCount);
        feeds.start();
        follower.start();
        trail.start();
    }

    void stop(@Observes ShutdownEvent stopping, LogFollower follower, ClientFeeds feeds, AuditTrail trail) {
        feeds.close();
        trail.close();
        follower.close();
    }
}
