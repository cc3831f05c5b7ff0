package dev.tapedeck.venue.mexc;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.venue.PublicFeed;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The public pushes, on as many sockets as the topics need. */
final class MexcPublicFeed implements PublicFeed {
    /** How many topics a socket takes is not documented; others hold to this. */
    private static final int TOPICS_PER_SOCKET_MAX = 30;

    private final Set<Channel> channels;
    private final Listener listener;
    private final List<MexcSocket> sockets;

    /** @param open makes a socket for its owner */
    MexcPublicFeed(
            Set<Symbol> symbols,
            Set<Channel> channels,
            Listener listener,
            Function<MexcSocket.Owner, MexcSocket> open) {
        if (symbols.isEmpty() || channels.isEmpty()) {
            throw new IllegalArgumentException(
                    "a feed must have symbols and channels, had " + symbols + " and " + channels);
        }
        this.channels = new TreeSet<>(channels);
        this.listener = listener;
        this.sockets = groups(symbols, TOPICS_PER_SOCKET_MAX / channels.size()).stream()
                .map(group -> open.apply(new Group(group)))
                .toList();
    }

    private static List<Set<Symbol>> groups(Set<Symbol> symbols, int size) {
        var sorted = new ArrayList<>(new TreeSet<>(symbols));
        var groups = new ArrayList<Set<Symbol>>();
        for (int from = 0; from < sorted.size(); from += size) {
            groups.add(Set.copyOf(sorted.subList(from, Math.min(from + size, sorted.size()))));
        }
        return groups;
    }

    @Override
    public void start() {
        sockets.forEach(MexcSocket::start);
    }

    @Override
    public CompletionStage<Void> ping() {
        return Future.all(sockets.stream().map(MexcSocket::ping).toList())
                .<Void>mapEmpty()
                .toCompletionStage();
    }

    @Override
    public void close() {
        sockets.forEach(MexcSocket::close);
    }

    /** Returns the frames that subscribe to everything about a symbol, one topic each because acknowledgements name no symbol. */
    static List<Map<String, Object>> subscriptions(Symbol symbol, Set<Channel> channels) {
        return channels.stream().map(channel -> subscription(symbol, channel)).toList();
    }

    private static Map<String, Object> subscription(Symbol symbol, Channel channel) {
        return switch (channel) {
            // Merged trades come without ids.
            case TRADES -> subscription("sub.deal", symbol, Map.of("compress", false));
            case TOP_OF_BOOK -> subscription("sub.depth.full", symbol, Map.of("limit", 5));
            case DEPTH_CHANGES -> subscription("sub.depth", symbol, Map.of());
            case TICKER -> subscription("sub.ticker", symbol, Map.of());
            case FAIR_PRICE -> subscription("sub.fair.price", symbol, Map.of());
        };
    }

    private static Map<String, Object> subscription(String method, Symbol symbol, Map<String, ?> options) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("symbol", symbol.name());
        parameters.putAll(options);
        var frame = new LinkedHashMap<String, Object>();
        frame.put("method", method);
        frame.put("param", parameters);
        return frame;
    }

    /** The symbols of one socket. */
    private final class Group implements MexcSocket.Owner {
        private final Set<Symbol> symbols;

        Group(Set<Symbol> symbols) {
            this.symbols = symbols;
        }

        @Override
        public void opened(MexcSocket socket) {
            listener.connected(symbols);
            for (Symbol symbol : symbols) {
                subscriptions(symbol, channels).forEach(socket::send);
            }
        }

        @Override
        public void closed(boolean wasOpen, String reason) {
            if (wasOpen) {
                listener.disconnected(symbols, reason);
            }
        }

        @Override
        public void message(MexcSocket socket, MexcMessage message) {
            switch (message) {
                case MexcMessage.Market market -> listener.frame(market.frame());
                case MexcMessage.Pong _ -> listener.alive(symbols);
                case MexcMessage.Refused refused -> listener.refused(refused.message());
                case MexcMessage.Malformed malformed -> listener.malformed(malformed.reason(), malformed.text());
                case MexcMessage.Own _ -> {}
                case MexcMessage.LoggedIn _ -> {}
                case MexcMessage.Unused _ -> {}
            }
        }
    }
}
