package dev.tapedeck.simulator.market;

import dev.tapedeck.simulator.core.DepthSide;
import java.util.Arrays;

/** Some levels of one side of a book: an immutable list of price in ticks, contracts and number of orders. */
public final class BookLevels {
    static final BookLevels NONE = new BookLevels(new long[0]);
    private static final int FIELDS = 3;

    private final long[] values;

    private BookLevels(long[] values) {
        this.values = values;
    }

    static BookLevels of(DepthSide side) {
        long[] values = new long[FIELDS * side.size()];
        for (int level = 0; level < side.size(); level++) {
            values[FIELDS * level] = side.ticks(level);
            values[FIELDS * level + 1] = side.volume(level);
            values[FIELDS * level + 2] = side.orderCount(level);
        }
        return new BookLevels(values);
    }

    public int size() {
        return values.length / FIELDS;
    }

    public long ticks(int level) {
        return values[FIELDS * level];
    }

    /** Contracts; 0 in a change says the level is gone. */
    public long contracts(int level) {
        return values[FIELDS * level + 1];
    }

    public long orderCount(int level) {
        return values[FIELDS * level + 2];
    }

    /** The levels that differ from an earlier state of the same side; both are sorted best first. */
    BookLevels changesSince(BookLevels before, boolean asks) {
        if (Arrays.equals(values, before.values)) {
            return NONE;
        }
        long[] changes = new long[FIELDS * (size() + before.size())];
        int count = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < size() || theirs < before.size()) {
            int order = compareAt(mine, before, theirs, asks);
            if (order > 0) {
                changes[FIELDS * count++] = before.ticks(theirs++);
            } else {
                boolean isSame = order == 0
                        && contracts(mine) == before.contracts(theirs)
                        && orderCount(mine) == before.orderCount(theirs);
                if (!isSame) {
                    System.arraycopy(values, FIELDS * mine, changes, FIELDS * count++, FIELDS);
                }
                mine++;
                theirs += order == 0 ? 1 : 0;
            }
        }
        return count == 0 ? NONE : new BookLevels(Arrays.copyOf(changes, FIELDS * count));
    }

    /** Negative when my level comes first, positive when the earlier state's does, 0 when they are at one price. */
    private int compareAt(int mine, BookLevels before, int theirs, boolean asks) {
        if (mine == size()) {
            return 1;
        }
        if (theirs == before.size()) {
            return -1;
        }
        int order = Long.compare(ticks(mine), before.ticks(theirs));
        return asks ? order : -order;
    }
}
