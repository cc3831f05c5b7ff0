package dev.tapedeck.system;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A strategy that knows no measure: writes what the strategy service would, an entry each millisecond, on one symbol after the other. */
final class Rogue implements AutoCloseable {
    static final String ID = "rogue";
    static final Usdt BALANCE = Usdt.of(10_000);
    private static final Price PRICE = Price.of("1000");
    private static final EntryIntent INTENT = new EntryIntent(Usdt.of(150), 2, Price.of("900"), 50);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String session;
    private final List<Symbol> symbols;
    private long written;

    Rogue(String bootstrapServers, String session, List<Symbol> symbols) {
        this.session = session;
        this.symbols = symbols;
        this.producer = new KafkaProducer<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "key.serializer",
                ByteArraySerializer.class.getName(),
                "value.serializer",
                ByteArraySerializer.class.getName()));
    }

    /** Writes so many entries, a thousand a second. */
    void enter(int entries) {
        long began = System.nanoTime();
        for (int n = 0; n < entries; n++) {
            sleepUntil(began + TimeUnit.MILLISECONDS.toNanos(n));
            write(Section.Z1, symbols.get(n % symbols.size()), INTENT);
        }
        producer.flush();
    }

    /** Writes an exit for every symbol. */
    void leave() {
        symbols.forEach(symbol -> write(Section.ZE1, symbol, null));
        producer.flush();
    }

    private static void sleepUntil(long nanos) {
        long early = nanos - System.nanoTime();
        if (early > 0) {
            try {
                Thread.sleep(Duration.ofNanos(early));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while running wild", interrupted);
            }
        }
    }

    private void write(Section section, Symbol symbol, @Nullable EntryIntent intent) {
        written++;
        String subject = session + "/" + ID + "/" + symbol;
        String episode = subject + "/" + written;
        boolean enters = section == Section.Z1;
        var signal = new SignalRaised(
                session,
                ID,
                1,
                symbol,
                episode,
                section,
                Direction.LONG,
                enters ? StrategyState.SIGNAL_DETECTED : StrategyState.POSITION_ACTIVE,
                enters ? StrategyState.ENTRY_EVALUATION : StrategyState.CLOSE_EVALUATION,
                PRICE,
                List.of(),
                intent);
        var event = new Event<>(
                "signals/" + episode + "/" + section,
                Service.STRATEGY.id(),
                subject,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                written,
                episode,
                null,
                signal);
        var _ = producer.send(new ProducerRecord<>(
                Topic.SIGNALS.topicName(), session.getBytes(StandardCharsets.UTF_8), EventCodec.encode(event)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
