package dev.tapedeck.simulator.tape;

import java.util.ArrayList;
import java.util.List;

/** Several tapes as one, by time; prints of the same millisecond come in the order of their markets. */
public final class MergedTape implements TapeCursor {
    private static final int NONE = -1;

    private final List<TapeCursor> cursors;
    private final boolean[] hasPrint;
    private int current = NONE;

    public MergedTape(List<Recording> recordings) {
        cursors = new ArrayList<>();
        hasPrint = new boolean[recordings.size()];
        for (int market = 0; market < recordings.size(); market++) {
            TapeCursor cursor = recordings.get(market).opener().apply(market);
            cursors.add(cursor);
            hasPrint[market] = cursor.advance();
        }
    }

    @Override
    public boolean advance() {
        if (current != NONE) {
            hasPrint[current] = cursors.get(current).advance();
        }
        current = NONE;
        for (int candidate = 0; candidate < hasPrint.length; candidate++) {
            if (hasPrint[candidate]
                    && (current == NONE
                            || cursors.get(candidate).timestampMillis()
                                    < cursors.get(current).timestampMillis())) {
                current = candidate;
            }
        }
        return current != NONE;
    }

    @Override
    public long timestampMillis() {
        return cursors.get(current).timestampMillis();
    }

    @Override
    public int market() {
        return cursors.get(current).market();
    }

    @Override
    public long ticks() {
        return cursors.get(current).ticks();
    }

    @Override
    public long contracts() {
        return cursors.get(current).contracts();
    }

    @Override
    public boolean buyerTakes() {
        return cursors.get(current).buyerTakes();
    }

    @Override
    public void close() {
        cursors.forEach(TapeCursor::close);
    }
}
