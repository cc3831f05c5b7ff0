package dev.tapedeck.simulator.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tapedeck.simulator.core.AccountOpening;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.tape.Recording;
import dev.tapedeck.simulator.tape.Recordings;
import dev.tapedeck.simulator.tape.Scenario;
import dev.tapedeck.simulator.tape.TapeCursor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketViewTest {
    private final Recording recording =
            Recordings.ofScenario(Scenario.PUMP, List.of("ADX_USDT"), 3).getFirst();
    private final Exchange exchange = new Exchange(
            List.of(recording.opening()),
            List.of(new AccountOpening("alice", BigDecimal.TEN)),
            recording.firstMillis(),
            false,
            Exchange.DEFAULT_LEDGER_LIMIT);
    private final MarketView view = new MarketView(exchange.markets().getFirst());
    private final TapeCursor tape = recording.opener().apply(0);

    private void play(int prints) {
        for (int i = 0; i < prints && tape.advance(); i++) {
            exchange.trade(0, tape.timestampMillis(), tape.ticks(), tape.contracts(), tape.buyerTakes());
            view.onPrint(tape.timestampMillis(), tape.ticks(), tape.contracts(), tape.buyerTakes());
        }
    }

    /** A client's book: a snapshot and the updates applied to it. */
    private static final class ClientBook {
        private final TreeMap<Long, Long> asks = new TreeMap<>();
        private final TreeMap<Long, Long> bids = new TreeMap<>();
        private long version;

        ClientBook(PublishedBook book) {
            apply(asks, book.asks());
            apply(bids, book.bids());
            version = book.version();
        }

        void apply(BookUpdate update) {
            assertEquals(version + 1, update.begin());
            apply(asks, update.asks());
            apply(bids, update.bids());
            version = update.end();
        }

        private static void apply(Map<Long, Long> side, BookLevels levels) {
            for (int level = 0; level < levels.size(); level++) {
                if (levels.contracts(level) == 0) {
                    side.remove(levels.ticks(level));
                } else {
                    side.put(levels.ticks(level), levels.contracts(level));
                }
            }
        }

        void assertIs(PublishedBook book) {
            ClientBook expected = new ClientBook(book);
            assertEquals(expected.asks, asks);
            assertEquals(expected.bids, bids);
            assertEquals(expected.version, version);
        }
    }

    @Test
    void snapshotAndUpdatesGiveThePublishedBook() {
        view.book().publish(exchange.nowMillis());
        view.book().merge();
        ClientBook unmerged = new ClientBook(view.book());
        ClientBook merged = new ClientBook(view.book());
        for (int round = 1; round <= 300; round++) {
            play(5);
            BookUpdate update = view.book().publish(exchange.nowMillis());
            if (update != null) {
                unmerged.apply(update);
            }
            BookUpdate several = round % 3 == 0 ? view.book().merge() : null;
            if (several != null) {
                merged.apply(several);
                merged.assertIs(view.book());
            }
            unmerged.assertIs(view.book());
        }
    }

    @Test
    void unchangedBookMakesNoVersion() {
        assertNotNull(view.book().publish(exchange.nowMillis()));
        long version = view.book().version();

        assertNull(view.book().publish(exchange.nowMillis()));
        assertEquals(version, view.book().version());
    }

    @Test
    void candlesAddUpAcrossIntervals() {
        play(4000);

        Candles minutes = view.tradeChart().at(Interval.MIN1);
        Candles hours = view.tradeChart().at(Interval.MIN60);
        long inMinutes = 0;
        for (int candle = 0; candle < minutes.size(); candle++) {
            inMinutes += minutes.contracts(candle);
        }
        long inHours = 0;
        for (int candle = 0; candle < hours.size(); candle++) {
            inHours += hours.contracts(candle);
        }
        assertEquals(inHours, inMinutes);
        assertEquals(minutes.close(0), minutes.open(1));
        assertEquals(inMinutes, view.day(exchange.nowMillis()).contracts());
    }

    @Test
    void chartsKeepTheNewestTwoThousandCandles() {
        Candles candles = new Candles(Interval.MIN1);
        for (int minute = 0; minute < 2500; minute++) {
            candles.add(minute * 60_000L, 100 + minute, 1);
        }

        assertEquals(2000, candles.size());
        assertEquals(500 * 60L, candles.startSeconds(0));
        assertEquals(2599, candles.close(1999));
    }

    @ParameterizedTest
    @CsvSource({
        "MIN1, 1767225659, 1767225600",
        "HOUR4, 1767239999, 1767225600",
        "DAY1, 1767311999, 1767225600",
        "WEEK1, 1767225600, 1766966400",
        "MONTH1, 1769904000, 1769904000",
        "MONTH1, 1769903999, 1767225600"
    })
    void intervalsStartOnTheirUtcGrid(Interval interval, long atSeconds, long startSeconds) {
        assertEquals(startSeconds, interval.startSeconds(atSeconds));
    }
}
