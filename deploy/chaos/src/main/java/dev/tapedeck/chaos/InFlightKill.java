package dev.tapedeck.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.OrderEvent.OrderSubmitted;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Http;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.log.LogReader;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/**
 * Kills the order service while an order is under way. The venue's answers are made late, so that it is known what can have been answered between the moment at which the log says
 * that an order goes and the kill. The pause before the kill decides how far the order got: not sent, sent, taken by the venue. A first entry after a start waits for the leverage
 * to be set, which is answered as late; so half of the kills come that much later, when the entry itself goes, or when another order is just being answered.
 */
final class InFlightKill {
    private static final int ANSWERS_LATE_BY_MILLIS = 1_500;
    private static final int LATE_FOR_MILLIS = 20_000;
    private static final long ORDER_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final int PAUSE_MAX_MILLIS = 60;

    private final Layout layout;
    private final Recoveries recoveries;

    InFlightKill(Layout layout, Recoveries recoveries) {
        this.layout = layout;
        this.recoveries = recoveries;
    }

    /** Returns whether an order went and the service was killed. */
    boolean strike(int choice) {
        try {
            delayAnswers(ANSWERS_LATE_BY_MILLIS, LATE_FOR_MILLIS);
            boolean killed = awaitOrder() && killAfter(pause(choice));
            delayAnswers(1, 1);
            return killed;
        } catch (StackFailure | KafkaException cutOff) {
            // The venue or the broker is not there right now.
            return false;
        }
    }

    private boolean awaitOrder() {
        try (var log = new LogReader(layout.bootstrapServers())) {
            log.last(Topic.ORDER_EVENTS.topicName(), 0);
            long deadline = System.nanoTime() + ORDER_WITHIN_NANOS;
            while (System.nanoTime() < deadline) {
                // Whoever was killed before comes back meanwhile, and how long that took is measured here too.
                recoveries.look();
                if (log.next().stream().anyMatch(record -> isSubmitted(record.value()))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isSubmitted(byte[] value) {
        try {
            return EventCodec.decode(value).data() instanceof OrderSubmitted;
        } catch (UndecodableEvent unreadable) {
            return false;
        }
    }

    private static Duration pause(int choice) {
        int untilItGoes = choice / PAUSE_MAX_MILLIS % 2 * ANSWERS_LATE_BY_MILLIS;
        return Duration.ofMillis(untilItGoes + choice % PAUSE_MAX_MILLIS);
    }

    private boolean killAfter(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        return recoveries.kill(Member.ORDER);
    }

    private void delayAnswers(int millis, int forMillis) {
        ObjectNode fault = Json.MAPPER
                .createObjectNode()
                .put("kind", FaultKind.LATENCY.wireName())
                .put("millis", millis)
                .put("forMillis", forMillis);
        Http.post(layout.url(Member.EXCHANGE_SIMULATOR, "/control/faults"), fault);
    }
}
