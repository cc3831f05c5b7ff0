package dev.tapedeck.positionsync.out;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Which services nobody runs. A service works as long as its consumer group has a member: the broker drops one that died or was paused after its session, and one whose
 * work hangs after its poll interval. When the broker does not say, nobody is taken for silent. Safe for use by many threads.
 */
public final class ServiceWatch implements AutoCloseable {
    private static final int ANSWER_WITHIN_MILLIS = 5_000;

    private final Admin admin;
    private final List<String> services;
    private final Duration silence;
    private final InstantSource clock;
    private final Map<String, Instant> lastSeen = new ConcurrentHashMap<>();

    /**
     * @param services consumer groups
     * @param silence how long a service may be away; twice as long after our own start, when everybody starts
     */
    public ServiceWatch(Admin admin, List<String> services, Duration silence, InstantSource clock) {
        this.admin = admin;
        this.services = List.copyOf(services);
        this.silence = silence;
        this.clock = clock;
        services.forEach(service -> lastSeen.put(service, clock.instant().plus(silence)));
    }

    /** Asks the broker; what it says counts when it comes. */
    public void look() {
        var options = new DescribeConsumerGroupsOptions().timeoutMs(ANSWER_WITHIN_MILLIS);
        admin.describeConsumerGroups(services, options)
                .describedGroups()
                .forEach((service, answer) ->
                        answer.toCompletionStage().whenComplete((group, failed) -> note(service, group, failed)));
    }

    private void note(String service, @Nullable ConsumerGroupDescription group, @Nullable Throwable failed) {
        boolean works = group != null && !group.members().isEmpty();
        if (works || isUnknown(failed)) {
            lastSeen.merge(service, clock.instant(), (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    /** A group that never was is a service that never ran; any other failure says nothing about the service. */
    private static boolean isUnknown(@Nullable Throwable failed) {
        return failed != null && !(failed instanceof GroupIdNotFoundException);
    }

    /** Returns one sentence for each silent service. */
    public List<String> silent() {
        Instant now = clock.instant();
        return services.stream()
                .filter(service -> now.isAfter(seen(service).plus(silence)))
                .map(service -> service + " is silent since " + seen(service) + ", limit " + silence.toSeconds() + " s")
                .toList();
    }

    private Instant seen(String service) {
        return lastSeen.getOrDefault(service, Instant.EPOCH);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
