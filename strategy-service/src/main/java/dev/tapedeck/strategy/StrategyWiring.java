package dev.tapedeck.strategy;

import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.kit.ops.StageLifecycle;
import dev.tapedeck.kit.stream.Deriver;
import dev.tapedeck.kit.stream.Reactor;
import dev.tapedeck.kit.stream.RunningStage;
import dev.tapedeck.kit.stream.Stage;
import dev.tapedeck.kit.stream.StageSettings;
import dev.tapedeck.kit.stream.StateCodec;
import dev.tapedeck.strategy.core.StrategyBook;
import dev.tapedeck.strategy.core.StrategyDecider;
import dev.tapedeck.strategy.in.StrategyInputs;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the strategy core on the log. */
@ApplicationScoped
public class StrategyWiring {
    @Produces
    @Singleton
    RunningStage stage(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "tapedeck.instance") String instance,
            MeterRegistry registry) {
        var settings = new StageSettings(
                        Service.STRATEGY,
                        bootstrapServers,
                        instance,
                        List.of(Topic.INDICATORS),
                        List.of(
                                Topic.SESSIONS,
                                Topic.FEED_STATUS,
                                Topic.VENUE_STATUS,
                                Topic.TRADING_STATE,
                                Topic.ORDERS,
                                Topic.ORDER_EVENTS,
                                Topic.FILLS,
                                Topic.POSITIONS),
                        List.of(Topic.SIGNALS, Topic.ACKNOWLEDGEMENTS),
                        List.of(),
                        Topic.INDICATORS.partitions(),
                        StageSettings.SNAPSHOT_EVERY)
                // A correction follows from the fills before it.
                .following(Topic.POSITIONS, Topic.FILLS);
        return Stage.of(
                settings,
                new StrategyDecider(),
                StateCodec.json(StrategyBook.class),
                new StrategyInputs(),
                Deriver.none(),
                Reactor.none(),
                registry,
                StageLifecycle::halt);
    }
}
