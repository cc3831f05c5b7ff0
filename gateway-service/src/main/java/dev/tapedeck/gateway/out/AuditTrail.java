package dev.tapedeck.gateway.out;

import dev.tapedeck.contracts.event.AuditEvent.ActionAudited;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.gateway.core.Projection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what users did to the topic {@code audit}, in the order in which it was done, each with the next number of its user. Nobody waits for it: what is done is on its way when its
 * answer leaves, and a log that cannot be written delays it. What does not fit into the bounded queue, and what was left out on purpose, is counted, and the count is written each minute. Safe
 * for use by many threads.
 */
public final class AuditTrail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final int QUEUED_MAX = 10_000;
    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);
    private static final Duration COUNTED_EVERY = Duration.ofMinutes(1);

    private record Done(ActionAudited action, Instant at) {}

    private final EventWriter writer;
    private final Projection projection;
    private final Clock clock;
    private final BlockingQueue<Done> queue = new LinkedBlockingQueue<>(QUEUED_MAX);
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("gateway-audit").unstarted(this::run);
    /** Only those who proved who they are have a name of their own here. */
    private final Map<String, Long> sequences = new HashMap<>();

    private volatile boolean stopping;
    private Instant countedAt;

    public AuditTrail(EventWriter writer, Projection projection, Clock clock) {
        this.writer = writer;
        this.projection = projection;
        this.clock = clock;
        this.countedAt = clock.instant();
    }

    public void start() {
        thread.start();
    }

    /** Takes what was done; never waits. */
    public void add(ActionAudited action) {
        if (!queue.offer(new Done(action, clock.instant()))) {
            leaveOut();
        }
    }

    /** Counts something that is not worth a record of its own. */
    public void leaveOut() {
        leftOut.incrementAndGet();
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(STOP_PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    private void run() {
        try {
            // Only a restored projection knows the numbers to go on from.
            while (!projection.isRestored()) {
                if (stopping) {
                    return;
                }
                Thread.sleep(STEP);
            }
            while (!stopping || !queue.isEmpty()) {
                Done next = queue.poll(STEP.toMillis(), TimeUnit.MILLISECONDS);
                if (next != null) {
                    write(next);
                }
                Optional<Done> count = count();
                if (count.isPresent()) {
                    write(count.get());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** An event that may be on the log already is written again as it was: readers know it by its number. */
    private void write(Done done) throws InterruptedException {
        Event<ActionAudited> event = event(done);
        while (true) {
            try {
                writer.write(event);
                return;
            } catch (EventWriter.NotWritten notWritten) {
                LOG.warn("The audit trail is behind by {} actions", queue.size() + 1, notWritten);
                if (stopping || Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException("stopping");
                }
                Thread.sleep(STEP);
            }
        }
    }

    private Event<ActionAudited> event(Done done) {
        String user = done.action.user();
        long sequence = sequences.merge(user, lastOf(user) + 1, (own, seen) -> own + 1);
        return new Event<>(
                "audit/" + user + "/" + sequence,
                Service.GATEWAY.id(),
                user,
                done.at,
                sequence,
                null,
                null,
                done.action);
    }

    private long lastOf(String user) {
        return projection.read(model -> model.lastSequence(Topic.AUDIT, user));
    }

    private Optional<Done> count() {
        Instant now = clock.instant();
        if (leftOut.get() == 0 || now.isBefore(countedAt.plus(COUNTED_EVERY))) {
            return Optional.empty();
        }
        Instant since = countedAt;
        countedAt = now;
        long count = leftOut.getAndSet(0);
        return Optional.of(new Done(
                new ActionAudited(
                        "gateway",
                        "",
                        "leave out",
                        "refused requests",
                        "LEFT_OUT",
                        Map.of("count", Long.toString(count), "since", since.toString())),
                now));
    }
}
