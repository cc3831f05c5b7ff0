package dev.tapedeck.risk;

import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.kit.ops.StageLifecycle;
import dev.tapedeck.kit.stream.Reactor;
import dev.tapedeck.kit.stream.RunningStage;
import dev.tapedeck.kit.stream.Stage;
import dev.tapedeck.kit.stream.StageSettings;
import dev.tapedeck.kit.stream.StateCodec;
import dev.tapedeck.risk.core.RiskAlerts;
import dev.tapedeck.risk.core.RiskBook;
import dev.tapedeck.risk.core.RiskDecider;
import dev.tapedeck.risk.in.RiskInputs;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the risk core on the log. */
@ApplicationScoped
public class RiskWiring {
    @Produces
    @Singleton
    RunningStage stage(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "tapedeck.instance") String instance,
            MeterRegistry registry) {
        var settings = new StageSettings(
                        Service.RISK,
                        bootstrapServers,
                        instance,
                        List.of(Topic.SIGNALS, Topic.ORDER_EVENTS, Topic.FILLS),
                        List.of(
                                Topic.SESSIONS,
                                Topic.INSTRUMENTS,
                                Topic.FEED_STATUS,
                                Topic.TRADING_STATE,
                                Topic.POSITIONS),
                        List.of(Topic.ORDERS, Topic.ACKNOWLEDGEMENTS),
                        List.of(Topic.ALERTS),
                        Topic.SIGNALS.partitions(),
                        StageSettings.SNAPSHOT_EVERY)
                // A correction follows from the fills before it.
                .following(Topic.POSITIONS, Topic.FILLS);
        return Stage.of(
                settings,
                new RiskDecider(),
                StateCodec.json(RiskBook.class),
                new RiskInputs(),
                RiskAlerts::of,
                Reactor.none(),
                registry,
                StageLifecycle::halt);
    }
}
