package dev.tapedeck.gateway.out;

import dev.tapedeck.contracts.topic.Service;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a record that cannot be read on {@code <topic>.dlq} as it came, with headers that say why and where it was. Never fails: a letter that cannot be
 * written is logged, and the next life of the gateway meets the record again.
 */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int CAUSE_LENGTH_MAX = 1_000;

    private final Producer<byte[], byte[]> producer;

    public DeadLetters(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    // The callback sees what the future would tell.
    @SuppressWarnings("FutureReturnValueIgnored")
    public void send(ConsumerRecord<byte[], byte[]> poison, Exception why) {
        String cause = why.toString();
        Map<String, String> headers = Map.of(
                "dlq-cause", cause.substring(0, Math.min(cause.length(), CAUSE_LENGTH_MAX)),
                "dlq-topic", poison.topic(),
                "dlq-partition", Integer.toString(poison.partition()),
                "dlq-offset", Long.toString(poison.offset()),
                "dlq-service", Service.GATEWAY.id());
        var letter = new ProducerRecord<>(poison.topic() + ".dlq", poison.key(), poison.value());
        poison.headers().forEach(letter.headers()::add);
        headers.forEach((name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        LOG.error("Dead letter: {}-{}@{}", poison.topic(), poison.partition(), poison.offset(), why);
        producer.send(letter, (written, failure) -> {
            if (failure != null) {
                LOG.error(
                        "Dead letter not written: {}-{}@{}",
                        poison.topic(),
                        poison.partition(),
                        poison.offset(),
                        failure);
            }
        });
    }
}
