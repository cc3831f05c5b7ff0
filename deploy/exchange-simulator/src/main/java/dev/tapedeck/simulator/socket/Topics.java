package dev.tapedeck.simulator.socket;

/** Names of what a socket can subscribe to. */
final class Topics {
    static final String TICKERS = "tickers";
    static final String CONTRACT = "contract";

    private Topics() {}

    static String of(String channel, String symbol) {
        return channel + ':' + symbol;
    }

    static String of(String channel, String symbol, String variant) {
        return channel + ':' + symbol + ':' + variant;
    }
}
