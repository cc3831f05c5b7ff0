package dev.tapedeck.local.session;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

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
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** The services of a stack, over HTTP. Used by one thread. */
final class RunningPipeline implements Pipeline {
    private static final Set<String> STAGES = names(
            Member.MARKET_DATA, Member.INDICATOR, Member.STRATEGY, Member.RISK, Member.ORDER, Member.POSITION_SYNC);
    private static final Set<String> VENUE_LISTENERS = names(Member.MARKET_DATA, Member.ORDER);
    private static final long PATIENCE_MILLIS = 1_000;

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
    public Set<String> stages() {
        return STAGES;
    }

    @Override
    public Set<String> venueListeners() {
        return VENUE_LISTENERS;
    }

    @Override
    public List<Progress> await(Map<String, Map<TopicPartition, Long>> reached) {
        List<CompletableFuture<JsonNode>> answers = reached.entrySet().stream()
                .map(stage -> ask(Member.named(stage.getKey()).orElseThrow(), stage.getValue()))
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

    private CompletableFuture<JsonNode> ask(Member stage, Map<TopicPartition, Long> reached) {
        String positions = reached.entrySet().stream()
                .map(position -> "&reached=" + position.getKey() + ":" + position.getValue())
                .collect(joining());
        return Http.getAsync(layout.url(stage, "/tapedeck/progress?patienceMillis=" + PATIENCE_MILLIS + positions));
    }

    @Override
    public Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        return log.ends(partitions);
    }

    private static Set<String> names(Member... members) {
        return Stream.of(members).map(Member::displayName).collect(toUnmodifiableSet());
    }
}
