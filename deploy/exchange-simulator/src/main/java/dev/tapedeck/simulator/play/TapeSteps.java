package dev.tapedeck.simulator.play;

import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.market.MarketView;
import java.util.List;

/**
 * The tape and what is told of it, moment by moment. Nothing moves but by {@link #step}, or by whoever plays {@link #playback()} on. For one thread.
 */
public final class TapeSteps implements PlaybackListener {
    private final Exchange exchange;
    private final List<MarketView> views;
    private final MarketAnnouncer announcer;
    private final Runnable accountsChanged;
    private final Playback playback;
    private final long heartbeatMillis;
    private final boolean[] traded;

    /** Opens the playback that will tell its listener what it plays. */
    public interface PlaybackSource {
        Playback open(PlaybackListener listener);
    }

    /**
     * Plays the history and tells the books as they are then.
     *
     * @param accountsChanged runs when the tape or time changed accounts, after what led to it was told
     * @param heartbeatMillis tape milliseconds between two price pushes
     */
    public TapeSteps(
            Exchange exchange,
            List<MarketView> views,
            MarketAnnouncer announcer,
            Runnable accountsChanged,
            PlaybackSource source,
            long heartbeatMillis) {
        this.exchange = exchange;
        this.views = views;
        this.announcer = announcer;
        this.accountsChanged = accountsChanged;
        this.heartbeatMillis = heartbeatMillis;
        this.traded = new boolean[views.size()];
        this.playback = source.open(this);
        playback.playHistory();
        views.forEach(announcer::publishBook);
    }

    /**
     * What a step did.
     *
     * @param tapeMillis where the tape is now
     * @param prints how many prints were played
     * @param done whether the tape has ended
     */
    public record Step(long tapeMillis, int prints, boolean done) {}

    public Playback playback() {
        return playback;
    }

    /** Returns the tape time that the next step reaches: that of the next print, or of the next heartbeat if that comes first. */
    public long nextMillis() {
        return Math.min(nextHeartbeat(), playback.nextMillis());
    }

    private long nextHeartbeat() {
        return (exchange.nowMillis() / heartbeatMillis + 1) * heartbeatMillis;
    }

    /** Plays everything of the next tape timestamp, or lets time reach the next heartbeat. Goes on giving heartbeats after the tape's end. */
    public Step step() {
        long heartbeat = nextHeartbeat();
        long until = Math.min(heartbeat, playback.nextMillis());
        int played = playback.play(until, Integer.MAX_VALUE);
        announcer.flushDeals();
        for (int market = 0; market < views.size(); market++) {
            MarketView view = views.get(market);
            announcer.publishBook(view);
            announcer.publishMergedBook(view);
            if (takeTraded(market)) {
                announcer.publishCandles(view);
            }
            if (until == heartbeat) {
                announcer.publishPrices(view);
            }
        }
        if (until == heartbeat) {
            announcer.publishTickers();
        }
        return new Step(until, played, playback.hasEnded());
    }

    /** Returns whether the market traded since it was last asked. */
    boolean takeTraded(int market) {
        boolean was = traded[market];
        traded[market] = false;
        return was;
    }

    @Override
    public void onPrint(int market, long dealId, long millis, long ticks, long contracts, boolean buyerTakes) {
        traded[market] = true;
        announcer.collectDeal(market, dealId, millis, ticks, contracts, buyerTakes);
    }

    @Override
    public void onAccountsChanged() {
        announcer.flushDeals();
        accountsChanged.run();
    }
}
