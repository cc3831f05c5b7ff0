package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Gateway;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.log.LogReader;
import dev.tapedeck.local.supervise.StackState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** One kill, and the time until what the process owned demonstrably works again. Used by one thread. */
final class Failover implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final int NEWEST_SIGNALS = 50;

    private final Layout layout;
    private final LogReader log;

    Failover(Layout layout) {
        this.layout = layout;
        this.log = new LogReader(layout.bootstrapServers());
    }

    /** Kills the one process of a service, which is started again, and returns the milliseconds from the kill until it works. */
    long restarted(Member service) throws InterruptedException {
        long killedNanos = System.nanoTime();
        kill(service);
        BooleanSupplier works = switch (service) {
            case MARKET_DATA -> ticksFlow();
            case GATEWAY -> gatewayKnowsWhatCameAfter();
            default -> takenOver(service, List.of(layout.port(service)));
        };
        return millisUntil(works, killedNanos, service.displayName() + " to work again after its restart");
    }

    /** Kills the second replica, which is not started again, and returns the milliseconds from the kill until the first does the work of both. */
    long takenOver(Member service, SecondReplica victim) throws InterruptedException {
        long killedNanos = System.nanoTime();
        victim.kill();
        return millisUntil(
                takenOver(service, List.of(layout.port(service))),
                killedNanos,
                service.displayName() + " to be taken over by its other replica");
    }

    /** Waits until both replicas own partitions, together all of them. */
    void awaitShared(Member service, SecondReplica second) throws InterruptedException {
        millisUntil(
                () -> {
                    Map<TopicPartition, Long> first = Stages.owned(service, layout.port(service));
                    Map<TopicPartition, Long> other = Stages.owned(service, second.port());
                    var both = new HashSet<>(first.keySet());
                    both.addAll(other.keySet());
                    return both.equals(Stages.inputs(service))
                            && both.size() == first.size() + other.size()
                            && !first.isEmpty()
                            && !other.isEmpty();
                },
                System.nanoTime(),
                "both replicas of " + service.displayName() + " to own partitions");
    }

    /** Waits until the first replica alone owns all partitions. */
    void awaitAlone(Member service) throws InterruptedException {
        millisUntil(
                () -> Stages.owned(service, layout.port(service)).keySet().equals(Stages.inputs(service)),
                System.nanoTime(),
                service.displayName() + " to own all partitions alone");
    }

    @Override
    public void close() {
        log.close();
    }

    private void kill(Member service) {
        long pid =
                StackState.read(layout.stackFile()).orElseThrow().entry(service).pid();
        ProcessHandle process = ProcessHandle.of(pid)
                .orElseThrow(() -> new StackFailure(service.displayName() + " must run to be killed, did not"));
        process.destroyForcibly();
        process.onExit().join();
    }

    private BooleanSupplier takenOver(Member service, List<Integer> ports) {
        Set<TopicPartition> inputs = Stages.inputs(service);
        var takeover = new Takeover(log.ends(inputs));
        return () -> {
            var owned = new HashMap<TopicPartition, Long>();
            ports.forEach(port -> owned.putAll(Stages.owned(service, port)));
            return takeover.isDone(owned, log.ends(inputs));
        };
    }

    /** Every partition that had ticks before has new ones. */
    private BooleanSupplier ticksFlow() {
        Map<TopicPartition, Long> before = log.ends(Stages.partitions(Topic.TICKS));
        return () -> {
            Map<TopicPartition, Long> now = log.ends(before.keySet());
            return before.entrySet().stream()
                    .filter(end -> end.getValue() > 0)
                    .allMatch(end -> now.getOrDefault(end.getKey(), 0L) > end.getValue());
        };
    }

    private BooleanSupplier gatewayKnowsWhatCameAfter() {
        log.last(Topic.SIGNALS.topicName(), 1);
        var cameAfter = new HashSet<String>();
        return () -> {
            log.next().forEach(record -> cameAfter.add(id(record)));
            try {
                JsonNode newest = new Gateway(layout).get("/api/trading/signals?limit=" + NEWEST_SIGNALS);
                return newest.valueStream()
                        .anyMatch(signal -> cameAfter.contains(signal.path("id").asText()));
            } catch (StackFailure silent) {
                return false;
            }
        };
    }

    private static String id(ConsumerRecord<String, byte[]> record) {
        try {
            return Json.MAPPER.readTree(record.value()).path("id").asText();
        } catch (IOException malformed) {
            throw new UncheckedIOException("not JSON: " + record.topic() + "@" + record.offset(), malformed);
        }
    }

    private static long millisUntil(BooleanSupplier works, long sinceNanos, String what) throws InterruptedException {
        while (!works.getAsBoolean()) {
            if (System.nanoTime() - sinceNanos > LIMIT.toNanos()) {
                throw new StackFailure("waited " + LIMIT.toSeconds() + " s for " + what);
            }
            Thread.sleep(LOOK_EVERY);
        }
        return Duration.ofNanos(System.nanoTime() - sinceNanos).toMillis();
    }
}
