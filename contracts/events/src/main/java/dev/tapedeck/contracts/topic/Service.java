package dev.tapedeck.contracts.topic;

/** The services that write topics. {@link #id()} is the envelope's {@code source}, the module's name and the consumer group. */
public enum Service {
    MARKET_DATA("market-data"),
    INDICATOR("indicator"),
    STRATEGY("strategy"),
    RISK("risk"),
    ORDER("order"),
    POSITION_SYNC("position-sync"),
    GATEWAY("gateway");

    private final String id;

    Service(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** Returns the compacted topic that holds this service's snapshots. */
    public String stateTopic() {
        return id + "-state";
    }
}
