package dev.tapedeck.contracts.topic;

import static dev.tapedeck.contracts.topic.Topic.Kind.COMPACTED;
import static dev.tapedeck.contracts.topic.Topic.Kind.STREAM;

import dev.tapedeck.contracts.event.AcknowledgementEvent;
import dev.tapedeck.contracts.event.AlertEvent;
import dev.tapedeck.contracts.event.AuditEvent;
import dev.tapedeck.contracts.event.CommandEvent;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.FillEvent;
import dev.tapedeck.contracts.event.IndicatorEvent;
import dev.tapedeck.contracts.event.InstrumentEvent;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.PositionEvent;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.SessionEvent;
import dev.tapedeck.contracts.event.SignalEvent;
import dev.tapedeck.contracts.event.TickEvent;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.VenueEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every topic: its name, key, kind, partition count, retention, the only services that may write it, and the events that it holds.
 * Partition counts are part of the contract: changing one moves keys and breaks their order.
 */
public enum Topic {
    TICKS("ticks", "symbol", STREAM, Counts.SYMBOLS, Duration.ofDays(7), TickEvent.class, Service.MARKET_DATA),
    FEED_STATUS("feed-status", "symbol", COMPACTED, 1, Retention.FOREVER, FeedEvent.class, Service.MARKET_DATA),
    INSTRUMENTS("instruments", "symbol", COMPACTED, 1, Retention.FOREVER, InstrumentEvent.class, Service.MARKET_DATA),
    INDICATORS(
            "indicators",
            "symbol",
            STREAM,
            Counts.SYMBOLS,
            Duration.ofDays(7),
            IndicatorEvent.class,
            Service.INDICATOR),
    SIGNALS("signals", "sessionId", STREAM, Counts.SESSIONS, Duration.ofDays(90), SignalEvent.class, Service.STRATEGY),
    ORDERS("orders", "sessionId", STREAM, Counts.SESSIONS, Duration.ofDays(365), RiskEvent.class, Service.RISK),
    ORDER_EVENTS(
            "order-events",
            "sessionId",
            STREAM,
            Counts.SESSIONS,
            Duration.ofDays(365),
            OrderEvent.class,
            Service.ORDER),
    FILLS("fills", "sessionId", STREAM, Counts.SESSIONS, Duration.ofDays(365), FillEvent.class, Service.ORDER),
    POSITIONS(
            "positions",
            "sessionId/symbol/direction",
            COMPACTED,
            1,
            Retention.FOREVER,
            PositionEvent.class,
            Service.POSITION_SYNC),
    SESSIONS("sessions", "sessionId", COMPACTED, 1, Retention.FOREVER, SessionEvent.class, Service.GATEWAY),
    COMMANDS("commands", "sessionId", STREAM, 1, Duration.ofDays(365), CommandEvent.class, Service.GATEWAY),
    TRADING_STATE(
            "trading-state",
            "scope/scopeId",
            COMPACTED,
            1,
            Retention.FOREVER,
            TradingStateEvent.class,
            Service.POSITION_SYNC),
    ACKNOWLEDGEMENTS(
            "acknowledgements",
            "service/cell/scope/scopeId",
            COMPACTED,
            1,
            Retention.FOREVER,
            AcknowledgementEvent.class,
            Service.STRATEGY,
            Service.RISK,
            Service.ORDER),
    VENUE_STATUS("venue-status", "venue", COMPACTED, 1, Retention.FOREVER, VenueEvent.class, Service.ORDER),
    ALERTS("alerts", "sessionId or global", STREAM, 1, Duration.ofDays(90), AlertEvent.class, Service.values()),
    AUDIT("audit", "user", STREAM, 1, Duration.ofDays(365), AuditEvent.class, Service.GATEWAY);

    /** How a topic keeps its records. */
    public enum Kind {
        /** Every record is kept for the retention time. */
        STREAM,
        /** At least the last record of every key is kept for ever. */
        COMPACTED
    }

    private static final Map<String, Topic> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Topic::topicName, Function.identity()));

    private final String topicName;
    private final String key;
    private final Kind kind;
    private final int partitions;
    private final Duration retention;
    private final Class<? extends EventData> stream;
    // The set is a private copy that nothing changes.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Service> writers;

    Topic(
            String topicName,
            String key,
            Kind kind,
            int partitions,
            Duration retention,
            Class<? extends EventData> stream,
            Service... writers) {
        this.topicName = topicName;
        this.key = key;
        this.kind = kind;
        this.partitions = partitions;
        this.retention = retention;
        this.stream = stream;
        this.writers = Collections.unmodifiableSet(EnumSet.copyOf(List.of(writers)));
    }

    public String topicName() {
        return topicName;
    }

    /** Returns what the record key holds: the unit within which order is kept. */
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    public int partitions() {
        return partitions;
    }

    /** Returns how long records are kept; meaningless for a compacted topic. */
    public Duration retention() {
        return retention;
    }

    /** Returns the sealed interface whose records this topic holds. */
    public Class<? extends EventData> stream() {
        return stream;
    }

    public Set<Service> writers() {
        return writers;
    }

    /** Returns the topic for records that could not be processed. It has one partition and keeps records for 30 days. */
    public String deadLetterTopic() {
        return topicName + ".dlq";
    }

    public static Optional<Topic> named(String topicName) {
        return Optional.ofNullable(BY_NAME.get(topicName));
    }

    /** Returns the one topic that holds this kind of event. */
    public static Topic of(EventData data) {
        return EventType.of(data.getClass()).topic();
    }

    private static final class Counts {
        static final int SYMBOLS = 6;
        static final int SESSIONS = 3;
    }

    private static final class Retention {
        static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);
    }
}
