package dev.tapedeck.local;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The processes of the stack, in the order in which they start. A name is also the name of the log file. */
public enum Member {
    BROKER("broker", 12),
    QUESTDB("questdb", 20),
    EXCHANGE_SIMULATOR("exchange-simulator", 10),
    MARKET_DATA("market-data", 1),
    INDICATOR("indicator", 2),
    STRATEGY("strategy", 3),
    RISK("risk", 4),
    ORDER("order", 5),
    POSITION_SYNC("position-sync", 6),
    GATEWAY("gateway", 0);

    private final String displayName;
    private final int portOffset;

    Member(String displayName, int portOffset) {
        this.displayName = displayName;
        this.portOffset = portOffset;
    }

    public String displayName() {
        return displayName;
    }

    /** Returns the distance of the main port from the first port of the stack. */
    public int portOffset() {
        return portOffset;
    }

    /** Returns whether this is one of the seven services, as opposed to what they stand on. */
    public boolean isService() {
        return switch (this) {
            case BROKER, QUESTDB, EXCHANGE_SIMULATOR -> false;
            case MARKET_DATA, INDICATOR, STRATEGY, RISK, ORDER, POSITION_SYNC, GATEWAY -> true;
        };
    }

    /** Returns whether several processes of it may share its work: those that share partitions out in a consumer group. */
    public boolean mayHaveReplicas() {
        return switch (this) {
            case INDICATOR, STRATEGY, RISK, ORDER, POSITION_SYNC -> true;
            case BROKER, QUESTDB, EXCHANGE_SIMULATOR, MARKET_DATA, GATEWAY -> false;
        };
    }

    /** Returns the seven services. */
    public static List<Member> services() {
        return Arrays.stream(values()).filter(Member::isService).toList();
    }

    public static Optional<Member> named(String displayName) {
        return Arrays.stream(values())
                .filter(member -> member.displayName.equals(displayName))
                .findFirst();
    }
}
