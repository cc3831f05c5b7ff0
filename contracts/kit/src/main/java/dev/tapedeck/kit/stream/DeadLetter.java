package dev.tapedeck.kit.stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record that cannot be processed, as it came, on its way to {@code <topic>.dlq}, with headers that say why and where it was: {@code dlq-cause},
 * {@code dlq-topic}, {@code dlq-partition}, {@code dlq-offset}, {@code dlq-service}.
 */
final class DeadLetter {
    private static final int CAUSE_LENGTH_MAX = 1_000;

    private DeadLetter() {}

    static ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> poison, Throwable why, String service) {
        String cause = why.toString();
        var letter = new ProducerRecord<>(poison.topic() + ".dlq", 0, poison.key(), poison.value());
        poison.headers().forEach(letter.headers()::add);
        Headers.put(letter, "dlq-cause", cause.substring(0, Math.min(cause.length(), CAUSE_LENGTH_MAX)));
        Headers.put(letter, "dlq-topic", poison.topic());
        Headers.put(letter, "dlq-partition", Integer.toString(poison.partition()));
        Headers.put(letter, "dlq-offset", Long.toString(poison.offset()));
        Headers.put(letter, "dlq-service", service);
        return letter;
    }
}
