package dev.tapedeck.simulator.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** One instrument's market: the modelled book, the accounts' resting orders, and last, index and fair price. */
public final class Market {
    /** Index price is kept in thousandths of a tick. */
    private static final long INDEX_FRACTION = 1000;

    private static final int INDEX_SMOOTHING = 8;
    private static final int FAIR_BOUND_OF_MID = 250;

    private static final Comparator<Order> BIDS =
            Comparator.comparingLong(Order::limitTicks).reversed().thenComparingLong(Order::id);
    private static final Comparator<Order> ASKS =
            Comparator.comparingLong(Order::limitTicks).thenComparingLong(Order::id);

    private final Instrument instrument;
    private final int index;
    private final ModelBook book;
    private final long[] modelVolumes = new long[ModelBook.LEVELS];

    final TreeSet<Order> restingBids = new TreeSet<>(BIDS);
    final TreeSet<Order> restingAsks = new TreeSet<>(ASKS);
    final List<StopOrder> stops = new ArrayList<>();
    final List<PlanOrder> plans = new ArrayList<>();

    private long lastTicks;
    private long lastTradeAtMillis;
    private long indexMilliTicks;
    private long fairTicks;

    Market(Instrument instrument, int index, long openingTicks, long openingContracts, long atMillis) {
        this.instrument = instrument;
        this.index = index;
        this.book = new ModelBook(openingTicks, openingContracts);
        this.lastTicks = openingTicks;
        this.lastTradeAtMillis = atMillis;
        this.indexMilliTicks = openingTicks * INDEX_FRACTION;
        this.fairTicks = openingTicks;
    }

    public Instrument instrument() {
        return instrument;
    }

    /** Position of this market in the exchange's list. */
    public int index() {
        return index;
    }

    public ModelBook book() {
        return book;
    }

    public long lastTicks() {
        return lastTicks;
    }

    /** Tape time of the last trade. */
    public long lastTradeAtMillis() {
        return lastTradeAtMillis;
    }

    /** The smoothed trade price: an eighth of the way to the last price each tape second. */
    public long indexTicks() {
        return Math.max(1, (indexMilliTicks + INDEX_FRACTION / 2) / INDEX_FRACTION);
    }

    /** The index price, held within 0.4 % of the book's middle; margin and liquidation go by it. */
    public long fairTicks() {
        return fairTicks;
    }

    /** Highest bid of model and resting orders; where a swept model would bid next when nobody bids. */
    public long bestBidTicks() {
        long model = Math.max(1, book.ticks(false, book.firstLevel(false)));
        return restingBids.isEmpty()
                ? model
                : Math.max(model, restingBids.getFirst().limitTicks());
    }

    /** Lowest ask of model and resting orders; where a swept model would offer next when nobody offers. */
    public long bestAskTicks() {
        long model = book.ticks(true, book.firstLevel(true));
        return restingAsks.isEmpty()
                ? model
                : Math.min(model, restingAsks.getFirst().limitTicks());
    }

    void onTrade(long ticks, long contracts, boolean buyerTakes, long atMillis) {
        lastTicks = ticks;
        lastTradeAtMillis = atMillis;
        book.onTrade(ticks, contracts, buyerTakes);
    }

    /** Lets a tape second pass and returns whether that changed anything. */
    boolean onSecond() {
        long indexStep = (lastTicks * INDEX_FRACTION - indexMilliTicks) / INDEX_SMOOTHING;
        indexMilliTicks += indexStep;
        boolean recovered = book.onSecond();
        long middle = (book.ticks(false, 0) + book.ticks(true, 0)) / 2;
        long bound = Math.max(1, middle / FAIR_BOUND_OF_MID);
        long fairBefore = fairTicks;
        fairTicks = Math.max(1, Math.clamp(indexTicks(), middle - bound, middle + bound));
        return indexStep != 0 || recovered || fairTicks != fairBefore;
    }

    NavigableSet<Order> resting(boolean bids) {
        return bids ? restingBids : restingAsks;
    }

    /** Returns whether any account's order rests in the book. */
    public boolean hasResting() {
        return !restingBids.isEmpty() || !restingAsks.isEmpty();
    }

    boolean hasTriggers() {
        return !stops.isEmpty() || !plans.isEmpty();
    }

    /** Fills {@code side} with model levels and resting orders merged by price, best first. */
    public void depth(boolean asks, DepthSide side) {
        side.clear();
        book.volumes(asks, modelVolumes);
        int level = 0;
        for (Order order : resting(!asks)) {
            level = addModelLevels(asks, side, level, order.limitTicks());
            side.add(order.limitTicks(), order.remainingVol());
        }
        addModelLevels(asks, side, level, asks ? Long.MAX_VALUE : 0);
    }

    /** Appends the model's levels that are not behind the given price and returns the next one. */
    private int addModelLevels(boolean asks, DepthSide side, int fromLevel, long untilTicks) {
        int level = fromLevel;
        while (level < ModelBook.LEVELS) {
            long ticks = book.ticks(asks, level);
            if (asks ? ticks > untilTicks : ticks < untilTicks) {
                break;
            }
            if (modelVolumes[level] > 0) {
                side.add(ticks, modelVolumes[level]);
            }
            level++;
        }
        return level;
    }
}
