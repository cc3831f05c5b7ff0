package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.gateway.core.ClientMessage.AcknowledgementNews;
import dev.tapedeck.gateway.core.ClientMessage.EventNews;
import dev.tapedeck.gateway.core.ClientMessage.MarketNews;
import dev.tapedeck.gateway.core.ClientMessage.OrderNews;
import dev.tapedeck.gateway.core.ClientMessage.PositionNews;
import dev.tapedeck.gateway.core.ClientMessage.SessionNews;
import dev.tapedeck.gateway.core.ClientMessage.StrategyNews;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a client may subscribe to. Every message and every part of the snapshot belongs to one channel. */
public enum Channel {
    MARKET,
    SIGNALS,
    ORDERS,
    FILLS,
    POSITIONS,
    ALERTS,
    STRATEGIES,
    SESSIONS,
    /** What restricts trading, who obeys, and the state of the venue. */
    HEALTH;

    public static final Set<Channel> ALL = Collections.unmodifiableSet(EnumSet.allOf(Channel.class));

    /** Returns the channel of that name, which is written in lower case. */
    public static Optional<Channel> named(String name) {
        return ALL.stream().filter(channel -> channel.wireName().equals(name)).findFirst();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Channel of(ClientMessage message) {
        return switch (message) {
            case EventNews news -> of(news.topic());
            case OrderNews ignored -> ORDERS;
            case PositionNews ignored -> POSITIONS;
            case SessionNews ignored -> SESSIONS;
            case StrategyNews ignored -> STRATEGIES;
            case AcknowledgementNews ignored -> HEALTH;
            case MarketNews ignored -> MARKET;
        };
    }

    static Channel of(Topic topic) {
        return switch (topic) {
            case TICKS, INDICATORS, FEED_STATUS, INSTRUMENTS -> MARKET;
            case SIGNALS -> SIGNALS;
            case ORDERS, ORDER_EVENTS -> ORDERS;
            case FILLS -> FILLS;
            case POSITIONS -> POSITIONS;
            case ALERTS -> ALERTS;
            case SESSIONS, COMMANDS, AUDIT -> SESSIONS;
            case TRADING_STATE, ACKNOWLEDGEMENTS, VENUE_STATUS -> HEALTH;
        };
    }
}
