package dev.tapedeck.marketdata.in;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.marketdata.core.FeedCommand.Silence;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Remembers when each symbol was last heard, in milliseconds of a clock that only goes forward. Not thread-safe. */
final class Liveness {
    private final Map<Symbol, Heard> symbols = new TreeMap<>();

    Liveness(Collection<Symbol> symbols, long nowMillis) {
        symbols.forEach(symbol -> this.symbols.put(symbol, new Heard(nowMillis)));
    }

    void connected(Symbol symbol, long nowMillis) {
        Heard heard = heard(symbol);
        heard.connected = true;
        heard.socketMillis = nowMillis;
    }

    void disconnected(Symbol symbol) {
        heard(symbol).connected = false;
    }

    void frame(Symbol symbol, long nowMillis) {
        Heard heard = heard(symbol);
        heard.frameMillis = nowMillis;
        heard.socketMillis = nowMillis;
    }

    void socketAlive(Symbol symbol, long nowMillis) {
        heard(symbol).socketMillis = nowMillis;
    }

    /** A poll answers always; only an answer whose venue time is newer than the one before says that the venue goes on. */
    void polled(Symbol symbol, Instant venueTime, long nowMillis) {
        Heard heard = heard(symbol);
        if (venueTime.isAfter(heard.polledVenueTime)) {
            heard.polledVenueTime = venueTime;
            heard.pollMillis = nowMillis;
        }
    }

    boolean follows(Symbol symbol) {
        return symbols.containsKey(symbol);
    }

    Silence silence(Symbol symbol, long nowMillis) {
        Heard heard = heard(symbol);
        return new Silence(
                symbol,
                nowMillis - heard.frameMillis,
                heard.connected,
                nowMillis - heard.socketMillis,
                nowMillis - heard.pollMillis);
    }

    List<Silence> silences(long nowMillis) {
        return symbols.keySet().stream()
                .map(symbol -> silence(symbol, nowMillis))
                .toList();
    }

    private Heard heard(Symbol symbol) {
        Heard heard = symbols.get(symbol);
        if (heard == null) {
            throw new IllegalArgumentException("symbol must be one of " + symbols.keySet() + ", was " + symbol);
        }
        return heard;
    }

    private static final class Heard {
        private boolean connected;
        private long frameMillis;
        private long socketMillis;
        private long pollMillis;
        private Instant polledVenueTime = Instant.EPOCH;

        Heard(long nowMillis) {
            frameMillis = nowMillis;
            socketMillis = nowMillis;
            pollMillis = nowMillis;
        }
    }
}
