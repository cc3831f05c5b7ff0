package dev.tapedeck.local.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.local.Http;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.log.LogReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.TopicPartition;

/** The services of a stack, over HTTP. Used by one thread. */
final class RunningPipeline implements Pipeline {
    private static final List<Member> STAGES = List.of(
            Member.MARKET_DATA, Member.INDICATOR, Member.STRATEGY, Member.RISK, Member.ORDER, Member.POSITION_SYNC);

    private final Layout layout;
    private final SimulatorControl simulator;
    private final LogReader log;

    RunningPipeline(Layout layout, LogReader log) {
        this.layout = layout;
        this.simulator = new SimulatorControl(layout);
        this.log = log;
    }

    @Override
    public boolean step() {
        return simulator.step();
    }

    @Override
    public List<Progress> progress() {
        List<CompletableFuture<JsonNode>> answers = STAGES.stream()
                .map(stage -> Http.getAsync(layout.url(stage, "/tapedeck/progress")))
                .toList();
        try {
            return answers.stream()
                    .map(CompletableFuture::join)
                    .map(Progress::of)
                    .toList();
        } catch (CompletionException failed) {
            throw new StackFailure("a stage did not say how far it is: " + failed.getMessage(), failed);
        }
    }

    @Override
    public Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        return log.ends(partitions);
    }
}
