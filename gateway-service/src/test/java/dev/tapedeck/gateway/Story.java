package dev.tapedeck.gateway;

import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.AlertEvent.Severity;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.OrderEvent.ExpiryCause;
import dev.tapedeck.contracts.event.OrderEvent.OrderAcknowledged;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderIntended;
import dev.tapedeck.contracts.event.OrderEvent.OrderPartiallyFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderQueued;
import dev.tapedeck.contracts.event.OrderEvent.OrderSubmitted;
import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskEvent.RiskCheck;
import dev.tapedeck.contracts.event.SignalEvent.ConditionHoldChanged;
import dev.tapedeck.contracts.event.SignalEvent.ConditionResult;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.NearMissReason;
import dev.tapedeck.contracts.event.SignalEvent.NearMissed;
import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.event.TickEvent.MarkPriceChanged;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes events as the services would: right sequences, ids that chain. One story is one pump on one symbol of one session. */
public final class Story {
    private static final BigDecimal CONTRACT_SIZE = new BigDecimal("0.01");

    public static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final Map<String, Long> sequences = new HashMap<>();
    private final String session;
    private final Symbol symbol;
    private int count;

    public Story(String session, String symbol) {
        this.session = session;
        this.symbol = Symbol.of(symbol);
    }

    /** Returns the record key that the topic's catalogue entry asks for. */
    public static String key(Event<?> event) {
        String subject = event.subject();
        return switch (Topic.of(event.data())) {
            case SIGNALS -> subject.substring(0, subject.indexOf('/'));
            case ORDER_EVENTS, FILLS, ALERTS -> event.correlationId() == null ? "global" : event.correlationId();
            default -> subject;
        };
    }

    /** Returns the next event of its subject; {@code correlationId} is the session, which serves as key where a topic is keyed by it. */
    public Event<?> event(String subject, Instant at, @Nullable String cause, EventData data) {
        Topic topic = Topic.of(data);
        long sequence = sequences.merge(topic + " " + subject, 1L, Long::sum);
        String id = topic.topicName() + "-" + session + "-" + symbol + "-" + ++count;
        return new Event<>(id, topic.writers().iterator().next().id(), subject, at, sequence, session, cause, data);
    }

    public Event<?> listed() {
        return event(
                symbol.name(),
                START,
                null,
                new InstrumentListed(
                        symbol,
                        CONTRACT_SIZE,
                        Price.of("0.1"),
                        Quantity.of(1),
                        Quantity.of(1),
                        Quantity.of(100_000),
                        50,
                        new BigDecimal("0.0006"),
                        new BigDecimal("0.0002"),
                        new BigDecimal("0.005")));
    }

    public Event<?> feed(FeedEvent.State state) {
        return event(symbol.name(), START, null, new FeedStatusChanged(symbol, state, 12, "frames arrive"));
    }

    public Event<?> trade(String price, long contracts, Instant at) {
        var trade = new Trade("t" + count, Price.of(price), Quantity.of(contracts), Side.BUY, at);
        return event(symbol.name(), at, null, new TradesPrinted(symbol, List.of(trade)));
    }

    public Event<?> mark(String price, Instant at) {
        return event(symbol.name(), at, null, new MarkPriceChanged(symbol, Price.of(price)));
    }

    public Event<?> indicators(Event<?> tick, double value) {
        return event(
                symbol.name(),
                tick.time(),
                tick.id(),
                new IndicatorsUpdated(symbol, Price.of("101"), Map.of("pump_magnitude_300", value), List.of()));
    }

    public Event<?> entrySignal(Event<?> indicators) {
        return event(
                session + "/pump/" + symbol,
                indicators.time(),
                indicators.id(),
                new SignalRaised(
                        session,
                        "pump",
                        1,
                        symbol,
                        "episode-1",
                        Section.Z1,
                        Direction.LONG,
                        StrategyState.SIGNAL_DETECTED,
                        StrategyState.ENTRY_EVALUATION,
                        Price.of("101"),
                        List.of(new ConditionResult("pump_magnitude_300", Operator.AT_LEAST, 2, null, 2.5, true)),
                        new EntryIntent(Usdt.of(100), 2, Price.of("97"), 50)));
    }

    public Event<?> nearMissed(Event<?> signal) {
        return event(
                session + "/pump/" + symbol,
                signal.time(),
                signal.id(),
                new NearMissed(
                        session, "pump", 1, symbol, "episode-1", NearMissReason.ENTRY_DENIED, List.of(), "LEVERAGE"));
    }

    public Event<?> held(Event<?> signal) {
        return event(
                session + "/pump/" + symbol,
                signal.time(),
                signal.id(),
                new ConditionHoldChanged(session, "pump", 1, symbol, "episode-1", Section.ZE1, 0, true));
    }

    public Event<?> approved(String orderId, Event<?> signal) {
        return event(session, signal.time(), signal.id(), approval(orderId, signal));
    }

    public Event<?> denied(String orderId, Event<?> signal) {
        return event(
                session,
                signal.time(),
                signal.id(),
                new OrderDenied(
                        session,
                        orderId,
                        "pump",
                        symbol,
                        "episode-1",
                        signal.id(),
                        Purpose.ENTRY,
                        DenialReason.LEVERAGE,
                        List.of(new RiskCheck(
                                DenialReason.LEVERAGE, BigDecimal.valueOf(5), BigDecimal.valueOf(3), false))));
    }

    public OrderApproved approval(String orderId, Event<?> signal) {
        return new OrderApproved(
                session,
                orderId,
                "pump",
                symbol,
                "episode-1",
                signal.id(),
                Purpose.ENTRY,
                Side.BUY,
                Direction.LONG,
                Quantity.of(100),
                CONTRACT_SIZE,
                null,
                2,
                Price.of("101"),
                50,
                Price.of("97"),
                Usdt.of(51),
                List.of(new RiskCheck(DenialReason.LEVERAGE, BigDecimal.valueOf(2), BigDecimal.valueOf(3), true)));
    }

    public Event<?> intended(String orderId, Event<?> approved) {
        var order = (OrderApproved) approved.data();
        return event(
                orderId,
                approved.time(),
                approved.id(),
                new OrderIntended(session, orderId, symbol, order.withoutChecks()));
    }

    public Event<?> submitted(String orderId, Event<?> cause) {
        return event(orderId, cause.time(), cause.id(), new OrderSubmitted(session, orderId, symbol, 1));
    }

    public Event<?> queued(String orderId, Event<?> cause, Instant at, QueueCause why, long expiresInMillis) {
        return event(
                orderId,
                at,
                cause.id(),
                new OrderQueued(session, orderId, symbol, expiresInMillis, "it cannot go now", why));
    }

    public Event<?> expired(String orderId, Event<?> cause) {
        return event(
                orderId,
                cause.time(),
                cause.id(),
                new OrderExpired(session, orderId, symbol, null, ExpiryCause.TIME_TO_LIVE, "waited too long"));
    }

    public Event<?> acknowledged(String orderId, Event<?> cause) {
        return event(
                orderId, cause.time(), cause.id(), new OrderAcknowledged(session, orderId, symbol, "venue-" + orderId));
    }

    public Event<?> partiallyFilled(String orderId, Event<?> cause, FillRecorded fill) {
        return event(
                orderId,
                cause.time(),
                cause.id(),
                new OrderPartiallyFilled(
                        session, orderId, symbol, fill.quantity(), Quantity.of(60), fill.price(), fill));
    }

    public Event<?> filled(String orderId, Event<?> cause, FillRecorded fill) {
        return event(
                orderId,
                cause.time(),
                cause.id(),
                new OrderFilled(session, orderId, symbol, Quantity.of(100), Price.of("101.6"), fill));
    }

    public Event<?> fill(String orderId, Event<?> cause, FillRecorded fill) {
        return event(orderId, cause.time(), cause.id(), fill);
    }

    public FillRecorded execution(String orderId, long contracts, String price, String slippageBps) {
        return new FillRecorded(
                session,
                orderId,
                "venue-" + orderId,
                "deal-" + orderId + "-" + contracts,
                "pump",
                symbol,
                "episode-1",
                Purpose.ENTRY,
                Side.BUY,
                Direction.LONG,
                Price.of(price),
                Quantity.of(contracts),
                Quantity.of(contracts).notional(CONTRACT_SIZE, Price.of(price)),
                Usdt.of("0.05"),
                true,
                Price.of("101"),
                new BigDecimal(slippageBps));
    }

    public Event<?> position(long contracts, String entry, Event<?> cause) {
        return event(
                session + "/" + symbol + "/LONG",
                cause.time(),
                cause.id(),
                new PositionChanged(
                        session,
                        symbol,
                        Direction.LONG,
                        "pump",
                        Quantity.of(contracts),
                        Price.of(entry),
                        2,
                        Usdt.ZERO,
                        Usdt.of("0.05"),
                        null,
                        true));
    }

    public Event<?> alert(String service, Instant at) {
        return event(
                service,
                at,
                null,
                new AlertRaised(
                        "alert-" + count, session, Severity.WARNING, "SLOW_FEED", "the feed is slow", Map.of()));
    }

    /** Returns a whole entry from tick to position, in the order in which it happens. */
    public List<Event<?>> entry(String orderId, Instant at) {
        Event<?> tick = trade("101", 5, at);
        Event<?> indicators = indicators(tick, 2.5);
        Event<?> signal = entrySignal(indicators);
        Event<?> approved = approved(orderId, signal);
        Event<?> intended = intended(orderId, approved);
        Event<?> submitted = submitted(orderId, intended);
        Event<?> acknowledged = acknowledged(orderId, submitted);
        FillRecorded one = execution(orderId, 40, "101", "0");
        FillRecorded two = execution(orderId, 60, "102", "99.0099");
        Event<?> partiallyFilled = partiallyFilled(orderId, acknowledged, one);
        Event<?> filled = filled(orderId, acknowledged, two);
        return List.of(
                tick,
                indicators,
                signal,
                approved,
                intended,
                submitted,
                acknowledged,
                partiallyFilled,
                fill(orderId, partiallyFilled, one),
                filled,
                fill(orderId, filled, two),
                position(100, "101.6", filled));
    }
}
