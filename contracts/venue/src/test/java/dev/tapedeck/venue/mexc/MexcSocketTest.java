package dev.tapedeck.venue.mexc;

import static dev.tapedeck.venue.mexc.LoopbackVenue.await;
import static dev.tapedeck.venue.mexc.LoopbackVenue.awaitUntil;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.venue.PrivateFrame;
import dev.tapedeck.venue.PrivateStream;
import dev.tapedeck.venue.PublicFeed;
import dev.tapedeck.venue.PublicFrame;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MexcSocketTest {
    private static final Symbol PUMP = Symbol.of("PUMP_USDT");
    private static final Set<PublicFeed.Channel> ALL = Set.of(
            PublicFeed.Channel.TRADES,
            PublicFeed.Channel.TOP_OF_BOOK,
            PublicFeed.Channel.TICKER,
            PublicFeed.Channel.FAIR_PRICE);

    private final LoopbackVenue server = new LoopbackVenue();
    private final MexcVenue venue = server.venue();
    private final FeedLog heard = new FeedLog();
    private final StreamLog own = new StreamLog();

    @AfterEach
    void close() {
        venue.close();
        server.close();
    }

    @Test
    void subscribesOneTopicAFrameAndAsksForTradesWithIds() {
        PublicFeed feed = venue.publicFeed(Set.of(PUMP), ALL, heard);
        feed.start();
        awaitUntil("four subscriptions", () -> server.frames.size() == 4, () -> server.frames);

        assertEquals(
                List.of(
                        "{\"method\":\"sub.deal\",\"param\":{\"symbol\":\"PUMP_USDT\",\"compress\":false}}",
                        "{\"method\":\"sub.depth.full\",\"param\":{\"symbol\":\"PUMP_USDT\",\"limit\":5}}",
                        "{\"method\":\"sub.ticker\",\"param\":{\"symbol\":\"PUMP_USDT\"}}",
                        "{\"method\":\"sub.fair.price\",\"param\":{\"symbol\":\"PUMP_USDT\"}}"),
                server.frames);
        feed.close();
    }

    @Test
    void holdsToThirtyTopicsASocket() {
        var symbols = new TreeSet<Symbol>();
        for (int i = 0; i < 20; i++) {
            symbols.add(Symbol.of("COIN" + i + "_USDT"));
        }
        PublicFeed feed = venue.publicFeed(symbols, ALL, heard);
        feed.start();
        awaitUntil("80 subscriptions", () -> server.frames.size() == 80, () -> server.frames.size());

        assertEquals(3, server.sockets.size());
        assertEquals(80, Set.copyOf(server.frames).size());
        feed.close();
    }

    @Test
    void comesBackAndSubscribesAgainAfterALoss() {
        PublicFeed feed = venue.publicFeed(Set.of(PUMP), Set.of(PublicFeed.Channel.TRADES), heard);
        feed.start();
        awaitUntil("a subscription", () -> server.frames.size() == 1, () -> server.frames);

        server.sockets.getFirst().close();
        awaitUntil("a second subscription", () -> server.frames.size() == 2, () -> server.frames);
        server.sockets.getLast().writeTextMessage(trade(7));
        awaitUntil("a trade", () -> heard.log.contains("trade 7"), () -> heard.log);

        assertEquals(List.of("connected", "disconnected", "connected", "trade 7"), heard.log);
        feed.close();
    }

    @Test
    void keepsTryingWhileTheVenueIsAway() {
        server.frameAnswer = (socket, frame) -> {
            if (server.sockets.size() < 4) {
                socket.close();
            }
        };
        PublicFeed feed = venue.publicFeed(Set.of(PUMP), Set.of(PublicFeed.Channel.TRADES), heard);
        feed.start();

        awaitUntil("a fourth socket", () -> server.sockets.size() == 4, () -> server.sockets.size());
        awaitUntil("four connections", () -> heard.count("connected") == 4, () -> heard.log);
        assertEquals(3, heard.count("disconnected"));
        feed.close();
    }

    @Test
    void completesAPingOnlyAfterAllEarlierFramesWereHandled() {
        PublicFeed feed = venue.publicFeed(Set.of(PUMP), Set.of(PublicFeed.Channel.TRADES), heard);
        feed.start();
        awaitUntil("a subscription", () -> server.frames.size() == 1, () -> server.frames);
        ServerWebSocket socket = server.sockets.getFirst();

        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 50; i++) {
                socket.writeTextMessage(trade(round * 50 + i));
            }
            await(feed.ping());
            assertEquals((round + 1) * 50L, heard.count("trade"));
        }
        feed.close();
    }

    @Test
    void failsAPingWhenTheSocketIsDownOrGoesDown() {
        PublicFeed feed = venue.publicFeed(Set.of(PUMP), Set.of(PublicFeed.Channel.TRADES), heard);
        assertThrows(AssertionError.class, () -> await(feed.ping()));
        server.answersPings = false;
        feed.start();
        awaitUntil("a subscription", () -> server.frames.size() == 1, () -> server.frames);

        var unanswered = feed.ping();
        server.sockets.getFirst().close();

        assertThrows(AssertionError.class, () -> await(unanswered));
        feed.close();
    }

    @Test
    void reportsWhatItCannotReadAndGoesOn() {
        PublicFeed feed = venue.publicFeed(Set.of(PUMP), Set.of(PublicFeed.Channel.TRADES), heard);
        feed.start();
        awaitUntil("a subscription", () -> server.frames.size() == 1, () -> server.frames);

        server.sockets.getFirst().writeTextMessage("{\"channel\":\"push.deal\"");
        server.sockets.getFirst().writeTextMessage("{\"channel\":\"rs.error\",\"data\":\"no such contract\"}");
        server.sockets.getFirst().writeTextMessage(trade(1));
        awaitUntil("a trade", () -> heard.log.contains("trade 1"), () -> heard.log);

        assertEquals(List.of("connected", "malformed", "refused no such contract", "trade 1"), heard.log);
        feed.close();
    }

    @Test
    void hearsNothingAfterItWasClosed() {
        PublicFeed feed = venue.publicFeed(Set.of(PUMP), Set.of(PublicFeed.Channel.TRADES), heard);
        feed.start();
        awaitUntil("a subscription", () -> server.frames.size() == 1, () -> server.frames);
        var gone = new CopyOnWriteArrayList<String>();
        server.sockets.getFirst().closeHandler(ignored -> gone.add("gone"));

        feed.close();
        awaitUntil("the server to see the end", () -> !gone.isEmpty(), () -> gone);

        assertEquals(List.of("connected"), heard.log);
        assertEquals(1, server.sockets.size());
    }

    @Test
    void logsInTellsToReadAgainAndHearsTheAccount() {
        server.frameAnswer =
                (socket, frame) -> socket.writeTextMessage("{\"channel\":\"rs.login\",\"data\":\"success\"}");
        PrivateStream stream = venue.privateStream(own);
        stream.start();
        awaitUntil("a login", () -> own.log.contains("logged in"), () -> own.log);

        String login = server.frames.getFirst();
        assertTrue(login.contains("\"method\":\"login\""), login);
        assertTrue(
                login.contains("415e7aee22761deb610177c56c87fb96c48e34dddd673c5ef4127f46d5336fb2"),
                "the known signature of a login at " + LoopbackVenue.NOW_MILLIS + ", was " + login);
        assertTrue(login.contains("\"reqTime\":\"" + LoopbackVenue.NOW_MILLIS + "\""), login);

        server.sockets.getFirst().writeTextMessage("""
                {"channel":"push.personal.asset","data":{"currency":"USDT","availableBalance":7.5},"ts":1700000000000}""");
        await(stream.ping());
        server.sockets.getFirst().close();
        awaitUntil("another login", () -> own.count("logged in") == 2, () -> own.log);

        assertEquals(List.of("logged in", "AssetChanged", "disconnected", "logged in"), own.log);
        stream.close();
    }

    @Test
    void triesAgainAfterARefusedLogin() {
        server.frameAnswer = (socket, frame) -> socket.writeTextMessage(
                server.sockets.size() == 1
                        ? "{\"channel\":\"rs.error\",\"data\":\"login failed\"}"
                        : "{\"channel\":\"rs.login\",\"data\":\"success\"}");
        PrivateStream stream = venue.privateStream(own);
        stream.start();
        awaitUntil("a login", () -> own.log.contains("logged in"), () -> own.log);

        assertEquals(List.of("refused login failed", "logged in"), own.log);
        stream.close();
    }

    @Test
    void logsInWithTheVenuesTimeAfterOursWasRefused() {
        long venueMillis = LoopbackVenue.NOW_MILLIS - 20_000;
        server.answerWith(LoopbackVenue.serverTime(venueMillis));
        server.frameAnswer = (socket, frame) -> socket.writeTextMessage(
                frame.contains("\"reqTime\":\"" + venueMillis + "\"")
                        ? "{\"channel\":\"rs.login\",\"data\":\"success\"}"
                        : "{\"channel\":\"rs.error\",\"data\":\"login failed\"}");
        PrivateStream stream = venue.privateStream(own);
        stream.start();
        awaitUntil("a login", () -> own.log.contains("logged in"), () -> own.log);

        assertEquals(-20_000, venue.clock().aheadMillis());
        stream.close();
    }

    private static String trade(int id) {
        return """
                {"channel":"push.deal","symbol":"PUMP_USDT","data":[{"p":1.5,"v":2,"T":1,"t":1700000000000,"i":"%d"}],"ts":1700000000000}""".formatted(id);
    }

    private static class Log {
        final List<String> log = new CopyOnWriteArrayList<>();

        long count(String start) {
            return new ArrayList<>(log)
                    .stream().filter(line -> line.startsWith(start)).count();
        }
    }

    private static final class FeedLog extends Log implements PublicFeed.Listener {
        @Override
        public void connected(Set<Symbol> symbols) {
            log.add("connected");
        }

        @Override
        public void disconnected(Set<Symbol> symbols, String reason) {
            log.add("disconnected");
        }

        @Override
        public void frame(PublicFrame frame) {
            var trades = assertInstanceOf(PublicFrame.Trades.class, frame);
            log.add("trade " + trades.trades().getFirst().tradeId());
        }

        @Override
        public void alive(Set<Symbol> symbols) {}

        @Override
        public void refused(String message) {
            log.add("refused " + message);
        }

        @Override
        public void malformed(String reason, String text) {
            log.add("malformed");
        }
    }

    private static final class StreamLog extends Log implements PrivateStream.Listener {
        @Override
        public void loggedIn() {
            log.add("logged in");
        }

        @Override
        public void disconnected(String reason) {
            log.add("disconnected");
        }

        @Override
        public void frame(PrivateFrame frame) {
            log.add(frame.getClass().getSimpleName());
        }

        @Override
        public void refused(String message) {
            log.add("refused " + message);
        }

        @Override
        public void malformed(String reason, String text) {
            log.add("malformed");
        }
    }
}
