package dev.tapedeck.bench;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent.OrderAcknowledged;
import dev.tapedeck.contracts.event.OrderEvent.OrderFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderIntended;
import dev.tapedeck.contracts.event.OrderEvent.OrderSubmitted;
import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskEvent.RiskCheck;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the past of many sessions onto an empty log, as the services would have: of each ten orders one is filled, with its whole life, and belongs to a position that opens and closes; nine are
 * denied. Sessions follow each other in time.
 */
final class PastOrders {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int SECONDS_BETWEEN = 15;
    private static final int FILLED_OF = 10;
    private static final int SYMBOLS = 50;
    private static final String STRATEGY = "pump-rider";
    private static final Usdt BALANCE = Usdt.of(10_000);
    private static final Price PRICE = Price.of("101.5");

    private final int orders;
    private final int sessions;
    private final Map<String, Long> sequences = new HashMap<>();

    PastOrders(int orders, int sessions) {
        this.orders = orders;
        this.sessions = sessions;
    }

    String session(int order) {
        return "past-" + order / ((orders + sessions - 1) / sessions);
    }

    /** Returns the id of an order, 0 for the oldest. */
    static String orderId(int order) {
        return "td%030d".formatted(order);
    }

    static boolean isFilled(int order) {
        return order % FILLED_OF == 0;
    }

    static Instant at(int order) {
        return START.plusSeconds((long) order * SECONDS_BETWEEN);
    }

    static Symbol symbol(int order) {
        return Symbol.of("COIN" + order / FILLED_OF / 2 % SYMBOLS + "_USDT");
    }

    /** Returns when everything is durable. */
    void write(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "linger.ms",
                20,
                "batch.size",
                256 << 10,
                "key.serializer",
                ByteArraySerializer.class.getName(),
                "value.serializer",
                ByteArraySerializer.class.getName());
        try (var producer = new KafkaProducer<byte[], byte[]>(settings)) {
            for (int order = 0; order < orders; order++) {
                for (Event<?> event : of(order)) {
                    send(producer, order, event);
                }
            }
            producer.flush();
        }
    }

    // A write that fails shows as an order that never comes to the history.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(KafkaProducer<byte[], byte[]> producer, int order, Event<?> event) {
        Topic topic = Topic.of(event.data());
        boolean isKeyedBySession = topic == Topic.ORDER_EVENTS || topic == Topic.FILLS;
        String key = isKeyedBySession ? session(order) : event.subject();
        producer.send(new ProducerRecord<>(
                topic.topicName(), key.getBytes(StandardCharsets.UTF_8), EventCodec.encode(event)));
    }

    private List<Event<?>> of(int order) {
        var events = new ArrayList<Event<?>>();
        if (order == 0 || !session(order).equals(session(order - 1))) {
            events.add(started(order));
        }
        if (isFilled(order)) {
            events.addAll(filled(order));
        } else {
            events.add(denied(order));
        }
        return events;
    }

    private Event<?> started(int order) {
        return event(
                order,
                session(order),
                new SessionChanged(
                        session(order),
                        Mode.PAPER,
                        State.STOPPED,
                        List.of(symbol(order)),
                        List.of(),
                        BALANCE,
                        RiskLimits.DEFAULTS,
                        "past"));
    }

    private Event<?> denied(int order) {
        var check = new RiskCheck(DenialReason.BUDGET, BigDecimal.valueOf(120), BigDecimal.valueOf(100), false);
        return event(
                order,
                session(order),
                new OrderDenied(
                        session(order),
                        orderId(order),
                        STRATEGY,
                        symbol(order),
                        "episode-" + order,
                        "signal-" + order,
                        Purpose.ENTRY,
                        DenialReason.BUDGET,
                        List.of(check)));
    }

    private List<Event<?>> filled(int order) {
        boolean isEntry = order / FILLED_OF % 2 == 0;
        String session = session(order);
        Symbol symbol = symbol(order);
        String id = orderId(order);
        FillRecorded fill = fill(order, isEntry);
        String position = session + "/" + symbol + "/LONG";
        Usdt gain = Usdt.of(order % 7 - 3);
        return List.of(
                event(order, id, new OrderIntended(session, id, symbol, approval(order, isEntry))),
                event(order, id, new OrderSubmitted(session, id, symbol, 1)),
                event(order, id, new OrderAcknowledged(session, id, symbol, "v" + order)),
                event(order, id, new OrderFilled(session, id, symbol, fill.quantity(), PRICE, fill)),
                event(order, id, fill),
                event(
                        order,
                        position,
                        new PositionChanged(
                                session,
                                symbol,
                                Direction.LONG,
                                STRATEGY,
                                isEntry ? fill.quantity() : Quantity.ZERO,
                                isEntry ? PRICE : null,
                                2,
                                gain,
                                Usdt.of("0.1"),
                                null,
                                true)),
                event(
                        order,
                        session + "/equity",
                        new EquityMarked(
                                session,
                                LocalDate.ofInstant(at(order), ZoneOffset.UTC),
                                BALANCE,
                                BALANCE.plus(Usdt.of(4)),
                                BALANCE.plus(gain))));
    }

    private OrderApproved approval(int order, boolean isEntry) {
        return new OrderApproved(
                session(order),
                orderId(order),
                STRATEGY,
                symbol(order),
                "episode-" + order,
                "signal-" + order,
                isEntry ? Purpose.ENTRY : Purpose.EXIT,
                isEntry ? Side.BUY : Side.SELL,
                Direction.LONG,
                Quantity.of(10),
                BigDecimal.ONE,
                null,
                2,
                PRICE,
                50,
                isEntry ? Price.of("97") : null,
                Usdt.of(51),
                List.of());
    }

    private FillRecorded fill(int order, boolean isEntry) {
        return new FillRecorded(
                session(order),
                orderId(order),
                "v" + order,
                "deal-" + order,
                STRATEGY,
                symbol(order),
                "episode-" + order,
                isEntry ? Purpose.ENTRY : Purpose.EXIT,
                isEntry ? Side.BUY : Side.SELL,
                Direction.LONG,
                PRICE,
                Quantity.of(10),
                Usdt.of(1_015),
                Usdt.of("0.05"),
                true,
                PRICE,
                BigDecimal.ZERO);
    }

    private Event<?> event(int order, String subject, EventData data) {
        Topic topic = Topic.of(data);
        long sequence = sequences.merge(topic + subject, 1L, Long::sum);
        return new Event<>(
                topic.topicName() + "/" + subject + "/" + sequence,
                topic.writers().iterator().next().id(),
                subject,
                at(order),
                sequence,
                null,
                null,
                data);
    }
}
