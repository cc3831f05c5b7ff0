package dev.tapedeck.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.venue.BookKeeper.Need;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BookKeeperTest {
    private static final Symbol SYMBOL = Symbol.of("PUMP_USDT");
    private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_000L);

    private final BookKeeper keeper = new BookKeeper(SYMBOL);

    @Test
    void hasNoBookBeforeTheSeed() {
        assertEquals(Need.SEED, keeper.apply(change(5, 5, List.of(level("10", 3)), List.of())));
        assertTrue(keeper.book().isEmpty());
    }

    @Test
    void appliesWhatWaitedAndDropsWhatTheSeedHasAlready() {
        keeper.apply(change(5, 5, List.of(level("10", 99)), List.of()));
        keeper.apply(change(6, 6, List.of(level("9", 7)), List.of()));

        assertEquals(Need.NOTHING, keeper.seed(book(5, List.of(level("10", 3)), List.of(level("11", 1)))));

        assertEquals(
                Optional.of(book(6, List.of(level("10", 3), level("9", 7)), List.of(level("11", 1)))), keeper.book());
    }

    @Test
    void replacesSizesAndDeletesAtZero() {
        keeper.seed(book(5, List.of(level("10", 3), level("9", 4)), List.of(level("11", 1))));

        keeper.apply(change(6, 6, List.of(level("10", 0), level("9", 8)), List.of(level("12", 2))));

        assertEquals(
                Optional.of(book(6, List.of(level("9", 8)), List.of(level("11", 1), level("12", 2)))), keeper.book());
    }

    @Test
    void continuesWithAMergedChangeThatOverlapsTheSeed() {
        keeper.seed(book(7, List.of(level("10", 3)), List.of(level("11", 1))));

        assertEquals(Need.NOTHING, keeper.apply(change(5, 9, List.of(level("10", 6)), List.of())));

        assertEquals(9, keeper.version());
    }

    @Test
    void hidesTheBookWhileAChangeIsMissingAndShowsItAgainWhenItCame() {
        keeper.seed(book(5, List.of(level("10", 3)), List.of(level("11", 1))));

        assertEquals(Need.MISSING_CHANGES, keeper.apply(change(8, 8, List.of(level("10", 8)), List.of())));
        assertTrue(keeper.book().isEmpty());
        assertEquals(Need.NOTHING, keeper.apply(change(6, 7, List.of(level("10", 7)), List.of())));

        assertEquals(Optional.of(book(8, List.of(level("10", 8)), List.of(level("11", 1)))), keeper.book());
    }

    @Test
    void prefersAnyWaitingChangeThatContinuesTheBook() {
        keeper.seed(book(10, List.of(level("10", 3)), List.of(level("11", 1))));
        keeper.apply(change(12, 12, List.of(level("10", 12)), List.of()));

        assertEquals(Need.NOTHING, keeper.apply(change(11, 15, List.of(level("10", 15)), List.of())));

        assertEquals(15, keeper.version());
    }

    @Test
    void asksForASeedWhenTheBookWouldBeCrossed() {
        keeper.seed(book(5, List.of(level("10", 3)), List.of(level("11", 1))));

        assertEquals(Need.SEED, keeper.apply(change(6, 6, List.of(level("11", 2)), List.of())));
        assertTrue(keeper.book().isEmpty());
    }

    @Test
    void asksForASeedWhenTooManyChangesWait() {
        keeper.seed(book(5, List.of(level("10", 3)), List.of(level("11", 1))));

        for (int version = 7; version < 7 + 1_001; version++) {
            keeper.apply(change(version, version, List.of(level("10", version)), List.of()));
        }

        assertEquals(Need.SEED, keeper.need());
    }

    /** The one property that counts: any book that the keeper shows is the venue's book of that version. */
    @Test
    void neverShowsAWrongOrCrossedBookHoweverTheFramesArrive() {
        for (long seed = 1; seed <= 200; seed++) {
            var random = new SplittableRandom(seed);
            var venue = new ModelVenue(random);
            List<DepthChange> frames = venue.frames(80, random.nextBoolean());
            List<DepthChange> arriving = disturbed(frames, random);
            var tested = new BookKeeper(SYMBOL);
            int seedAt = random.nextInt(arriving.size());
            for (int i = 0; i < arriving.size(); i++) {
                if (i == seedAt || random.nextInt(20) == 0) {
                    tested.seed(venue.bookAt(random.nextLong(venue.version() + 1)));
                }
                tested.apply(arriving.get(i));
                checkAgainst(venue, tested, seed);
            }
            frames.forEach(tested::apply);
            tested.seed(venue.bookAt(0));
            frames.forEach(tested::apply);
            assertEquals(venue.version(), tested.version(), "all frames in the end, seed=" + seed);
            assertEquals(Need.NOTHING, tested.need(), "seed=" + seed);
        }
    }

    private static void checkAgainst(ModelVenue venue, BookKeeper tested, long seed) {
        tested.book().ifPresent(shown -> {
            assertEquals(venue.bookAt(shown.version()), shown, "seed=" + seed);
            assertTrue(!shown.isCrossed(), "seed=" + seed);
        });
    }

    /** Drops, doubles and moves frames. */
    private static List<DepthChange> disturbed(List<DepthChange> frames, SplittableRandom random) {
        var arriving = new ArrayList<DepthChange>();
        for (DepthChange frame : frames) {
            if (random.nextInt(10) != 0) {
                arriving.add(frame);
            }
            if (random.nextInt(8) == 0) {
                arriving.add(frame);
            }
        }
        if (random.nextInt(4) == 0) {
            Collections.shuffle(arriving, new Random(random.nextLong()));
        } else {
            for (int i = 1; i < arriving.size(); i++) {
                if (random.nextInt(6) == 0) {
                    Collections.swap(arriving, i - 1, i);
                }
            }
        }
        return arriving;
    }

    private static Level level(String price, long contracts) {
        return new Level(Price.of(price), Quantity.of(contracts));
    }

    private static Book book(long version, List<Level> bids, List<Level> asks) {
        return new Book(SYMBOL, bids, asks, version, AT);
    }

    private static DepthChange change(long begin, long end, List<Level> bids, List<Level> asks) {
        return new DepthChange(SYMBOL, bids, asks, begin, end, AT);
    }

    /** A venue that remembers its book at every version; bids stay below 100 and asks above. */
    private static final class ModelVenue {
        private final SplittableRandom random;
        private final List<Book> books = new ArrayList<>();
        private final TreeMap<Price, Level> bids = new TreeMap<>(Comparator.reverseOrder());
        private final TreeMap<Price, Level> asks = new TreeMap<>();

        ModelVenue(SplittableRandom random) {
            this.random = random;
            remember();
        }

        long version() {
            return books.size() - 1L;
        }

        Book bookAt(long version) {
            return books.get((int) version);
        }

        List<DepthChange> frames(int count, boolean merged) {
            var frames = new ArrayList<DepthChange>();
            for (int i = 0; i < count; i++) {
                frames.add(frame(merged ? 1 + random.nextInt(4) : 1));
            }
            return frames;
        }

        private DepthChange frame(int versions) {
            long begin = version() + 1;
            var changedBids = new TreeMap<Price, Level>();
            var changedAsks = new TreeMap<Price, Level>();
            for (int i = 0; i < versions; i++) {
                boolean bid = random.nextBoolean();
                var price = new Price(BigDecimal.valueOf(bid ? 90 + random.nextInt(10) : 100 + random.nextInt(10)));
                var level = new Level(price, Quantity.of(random.nextInt(3)));
                var side = bid ? bids : asks;
                if (level.quantity().isZero()) {
                    side.remove(price);
                } else {
                    side.put(price, level);
                }
                (bid ? changedBids : changedAsks).put(price, level);
                remember();
            }
            return change(begin, version(), List.copyOf(changedBids.values()), List.copyOf(changedAsks.values()));
        }

        private void remember() {
            books.add(book(books.size(), List.copyOf(bids.values()), List.copyOf(asks.values())));
        }
    }
}
