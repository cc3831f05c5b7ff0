package dev.tapedeck.indicator;

import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.indicator.core.IndicatorFolder;
import dev.tapedeck.indicator.in.IndicatorInputs;
import dev.tapedeck.kit.ops.StageLifecycle;
import dev.tapedeck.kit.stream.RunningStage;
import dev.tapedeck.kit.stream.Stage;
import dev.tapedeck.kit.stream.StageSettings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the indicator core on the log. */
@ApplicationScoped
public class IndicatorWiring {
    @Produces
    @Singleton
    RunningStage stage(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "tapedeck.instance") String instance,
            MeterRegistry registry) {
        var settings = new StageSettings(
                Service.INDICATOR,
                bootstrapServers,
                instance,
                List.of(Topic.TICKS),
                List.of(Topic.SESSIONS),
                List.of(Topic.INDICATORS),
                List.of(),
                Topic.TICKS.partitions(),
                StageSettings.SNAPSHOT_EVERY);
        return Stage.of(settings, new IndicatorFolder(), new IndicatorInputs(), registry, StageLifecycle::halt);
    }
}
