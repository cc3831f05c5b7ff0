package dev.tapedeck.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the gateway. */
@ConfigMapping(prefix = "tapedeck.gateway")
public interface GatewayConfig {
    /** Whether sessions may trade with real money. */
    @WithDefault("false")
    boolean liveAllowed();

    /** Messages that a reconnecting client can still get; a client further behind is too slow. */
    @WithDefault("10000")
    int ringMessages();

    /** Seconds that a client may be behind before it is told and closed. */
    @WithDefault("10")
    int slowClientSeconds();

    /** Time between two market messages. */
    @WithDefault("200")
    int conflationMillis();

    /** Time between two heartbeats. */
    @WithDefault("1000")
    int heartbeatMillis();

    /** Time that a new client has to ask for a resume before it gets a snapshot. */
    @WithDefault("500")
    int resumeWaitMillis();

    /** Open WebSockets; more are refused. */
    @WithDefault("1000")
    int clientsMax();

    /** Requests that may wait for what becomes of a command; more are refused. */
    @WithDefault("100")
    int waitingRequestsMax();

    /** Orders, signals, fills, alerts, positions, sessions and strategy instances kept in memory, of each. */
    @WithDefault("5000")
    int rows();

    /** One-minute candles kept per symbol. */
    @WithDefault("1440")
    int candlesPerSymbol();

    /** Orders, signals, fills and alerts in a snapshot, of each. */
    @WithDefault("500")
    int snapshotRows();

    /** Candles per symbol in a snapshot. */
    @WithDefault("500")
    int snapshotCandlesPerSymbol();

    /** Tick records read at the start, per partition: they make the candles that a restarted gateway still has. */
    @WithDefault("50000")
    long restoredTicksPerPartition();

    /** Indicator records read at the start, per partition: only the newest matter, and those that signals follow from. */
    @WithDefault("5000")
    long restoredIndicatorsPerPartition();

    History history();

    /** Where the history is kept. While nobody answers there, it lags, and questions about it are refused. */
    interface History {
        /** Host and port of the database's HTTP door, which takes rows. */
        @WithDefault("127.0.0.1:9000")
        String address();

        /** Host, port and name of the database at its PostgreSQL door, which answers questions. */
        @WithDefault("127.0.0.1:8812/qdb")
        String queryAddress();

        @WithDefault("admin")
        String user();

        /** No default: a database that knows no password of ours is no place for the history. */
        String password();

        /** Connections for questions. */
        @WithDefault("8")
        int connectionsMax();
    }

    /** Who may do what, and how much of it. */
    AccessConfig access();
}
