package dev.tapedeck.gateway.out;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.event.AlertEvent;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Appends the gateway's events to the log. Safe for use by many threads. */
public final class EventWriter {
    /** An event could not be made durable in time; it may still appear on the log. */
    public static final class NotWritten extends Exception {
        private static final long serialVersionUID = 1L;

        NotWritten(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final Producer<byte[], byte[]> producer;
    private final Duration patience;

    public EventWriter(Producer<byte[], byte[]> producer, Duration patience) {
        this.producer = producer;
        this.patience = patience;
    }

    /** Returns when the event is durable. The key is its subject, save on alerts, which are keyed by the session or {@code global}. */
    public void write(Event<?> event) throws NotWritten {
        String topic = Topic.of(event.data()).topicName();
        byte[] key = key(event).getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(topic, key, EventCodec.encode(event)))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw notWritten(event, topic, interrupted);
        } catch (ExecutionException | TimeoutException | KafkaException failed) {
            throw notWritten(event, topic, failed);
        }
    }

    private static String key(Event<?> event) {
        if (!(event.data() instanceof AlertEvent)) {
            return event.subject();
        }
        String session = event.correlationId();
        return session == null ? "global" : session;
    }

    private NotWritten notWritten(Event<?> event, String topic, Exception cause) {
        return new NotWritten(
                "event must be durable on " + topic + " within " + patience + " (id=" + event.id() + ")", cause);
    }
}
