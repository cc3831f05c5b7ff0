package dev.tapedeck.simulator.play;

import dev.tapedeck.simulator.market.MarketView;

/** Tells the public what the tape did. Deals are collected and told whole; everything else tells the present state. */
public interface MarketAnnouncer {
    /** Notes a print for the next {@link #flushDeals()}. */
    void collectDeal(int market, long dealId, long millis, long ticks, long contracts, boolean buyerTakes);

    void flushDeals();

    /** Tells the book where it changed. */
    void publishBook(MarketView view);

    /** Tells all changes of the book since it was last called as one. */
    void publishMergedBook(MarketView view);

    /** Tells ticker, fair and index price: the market's heartbeat. */
    void publishPrices(MarketView view);

    /** Tells the running candles; nothing while the market has not traded. */
    void publishCandles(MarketView view);

    /** Tells the tickers of all markets. */
    void publishTickers();
}
