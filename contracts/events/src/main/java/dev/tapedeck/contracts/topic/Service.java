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

    /** How many partitions every state topic has: as many as the most that a service shares its state out to. */
    public static final int STATE_PARTITIONS = 6;

    /** Largest record of a state topic, which broker, producers and consumers must all let pass. */
    public static final int STATE_RECORD_BYTES_MAX = 16 << 20;

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
