package dev.tapedeck.simulator.play;

import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.market.MarketView;
import dev.tapedeck.simulator.tape.TapeCursor;
import java.util.List;

/**
 * Feeds the tape to exchange and views in order. Prints of one millisecond are never split between two calls. Prints
 * before the start are history: they shape books and candles and are announced to nobody.
 */
public final class Playback implements AutoCloseable {
    /** {@link #nextMillis()} when the tape has ended. */
    public static final long ENDED = Long.MAX_VALUE;

    private final TapeCursor tape;
    private final Exchange exchange;
    private final List<MarketView> views;
    private final PlaybackListener listener;
    private final long startMillis;
    private final long endMillis;
    private long nextMillis;

    /**
     * @param startMillis first tape time that counts as live
     * @param endMillis prints at or after this tape time are not played
     */
    public Playback(
            TapeCursor tape,
            Exchange exchange,
            List<MarketView> views,
            PlaybackListener listener,
            long startMillis,
            long endMillis) {
        this.tape = tape;
        this.exchange = exchange;
        this.views = views;
        this.listener = listener;
        this.startMillis = startMillis;
        this.endMillis = endMillis;
        moveOn();
    }

    private void moveOn() {
        nextMillis = tape.advance() && tape.timestampMillis() < endMillis ? tape.timestampMillis() : ENDED;
    }

    /** Plays everything before the start and lets the exchange's time reach it. */
    public void playHistory() {
        while (nextMillis < startMillis) {
            playOne();
        }
        advanceTo(startMillis);
    }

    /** Tape time of the next print, or {@link #ENDED}. */
    public long nextMillis() {
        return nextMillis;
    }

    public boolean hasEnded() {
        return nextMillis == ENDED;
    }

    /**
     * Plays prints up to and including {@code untilMillis}, but stops at a change of timestamp once {@code mostPrints}
     * are played. Time reaches {@code untilMillis} only when all of them were.
     *
     * @return how many prints were played
     */
    public int play(long untilMillis, int mostPrints) {
        int played = 0;
        while (nextMillis <= untilMillis && nextMillis != ENDED) {
            if (played >= mostPrints && nextMillis > exchange.nowMillis()) {
                return played;
            }
            playOne();
            played++;
        }
        advanceTo(untilMillis);
        return played;
    }

    private void playOne() {
        int market = tape.market();
        long millis = nextMillis;
        long ticks = tape.ticks();
        long contracts = tape.contracts();
        boolean buyerTakes = tape.buyerTakes();
        exchange.trade(market, millis, ticks, contracts, buyerTakes);
        long dealId = views.get(market).onPrint(millis, ticks, contracts, buyerTakes);
        moveOn();
        if (millis >= startMillis) {
            listener.onPrint(market, dealId, millis, ticks, contracts, buyerTakes);
            tellChanges();
        }
    }

    private void advanceTo(long millis) {
        exchange.advanceTo(millis);
        for (MarketView view : views) {
            view.onTime(millis);
        }
        tellChanges();
    }

    private void tellChanges() {
        if (!exchange.changes().isEmpty()) {
            listener.onAccountsChanged();
        }
    }

    @Override
    public void close() {
        tape.close();
    }
}
