package dev.tapedeck.gateway;

import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.gateway.config.GatewayConfig;
import dev.tapedeck.gateway.in.HistoryProjector;
import dev.tapedeck.gateway.out.DeadLetters;
import dev.tapedeck.gateway.out.history.HistoryDatabase;
import dev.tapedeck.gateway.out.history.HistoryQueries;
import dev.tapedeck.gateway.out.history.HistoryStore;
import dev.tapedeck.gateway.out.history.Pages;
import dev.tapedeck.gateway.out.history.PastOrders;
import dev.tapedeck.gateway.out.history.Performances;
import dev.tapedeck.gateway.out.history.RowWriter;
import dev.tapedeck.kit.stream.KafkaClients;
import io.agroal.api.AgroalDataSource;
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
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what copies the log into the history and what asks it, starts and stops the copying. */
@Dependent
public class HistoryWiring {
    private static final String GROUP = Service.GATEWAY.id() + "-history";
    /** A trader who looks at the past can wait that long, and the broker is asked once where it would be asked many times. */
    private static final Duration BUNDLED = Duration.ofSeconds(1);

    @Produces
    @Singleton
    AgroalDataSource database(GatewayConfig config) {
        GatewayConfig.History settings = config.history();
        return HistoryDatabase.open(
                settings.queryAddress(), settings.user(), settings.password(), settings.connectionsMax());
    }

    void close(@Disposes AgroalDataSource database) {
        database.close();
    }

    @Produces
    @Singleton
    Pages pages(AgroalDataSource database) {
        return new Pages(new HistoryQueries(database));
    }

    @Produces
    @Singleton
    PastOrders pastOrders(AgroalDataSource database) {
        return new PastOrders(new HistoryQueries(database));
    }

    @Produces
    @Singleton
    Performances performances(AgroalDataSource database) {
        return new Performances(new HistoryQueries(database));
    }

    @Produces
    @Singleton
    HistoryProjector projector(
            GatewayConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            AgroalDataSource database,
            KafkaProducer<byte[], byte[]> producer,
            Clock clock) {
        GatewayConfig.History settings = config.history();
        return new HistoryProjector(
                () -> KafkaClients.projector(bootstrapServers, GROUP, BUNDLED),
                () -> KafkaClients.logId(bootstrapServers, GROUP),
                new HistoryStore(database),
                new RowWriter(settings.address(), settings.user(), settings.password()),
                new DeadLetters(producer)::send,
                clock);
    }

    void start(@Observes StartupEvent started, HistoryProjector projector, MeterRegistry meters) {
        meters.gauge("gateway_history_available", projector, it -> it.isAvailable() ? 1 : 0);
        meters.gauge("gateway_history_lag_records", projector, HistoryProjector::lagRecords);
        meters.more().counter("gateway_history_rows", List.of(), projector, HistoryProjector::rowsWritten);
        meters.more().counter("gateway_history_missed_records", List.of(), projector, HistoryProjector::missedRecords);
        projector.start();
    }

    void stop(@Observes ShutdownEvent stopping, HistoryProjector projector) {
        projector.close();
    }
}
