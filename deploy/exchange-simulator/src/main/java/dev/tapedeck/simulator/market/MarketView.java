package dev.tapedeck.simulator.market;

import dev.tapedeck.simulator.core.Market;

/** Everything public about one market. */
public final class MarketView {
    private static final long FIRST_DEAL_ID = 16_000_000_000L;

    private final Market market;
    private final PublishedBook book;
    private final CandleChart tradeChart = new CandleChart();
    private final CandleChart indexChart = new CandleChart();
    private final CandleChart fairChart = new CandleChart();
    private final RecentDeals deals = new RecentDeals();
    private long lastDealId = FIRST_DEAL_ID;
    private long lastReferenceSecond;

    public MarketView(Market market) {
        this.market = market;
        this.book = new PublishedBook(market);
    }

    /** Takes in a print that the exchange has already processed and returns the deal's id. */
    public long onPrint(long millis, long ticks, long contracts, boolean buyerTakes) {
        lastDealId++;
        deals.add(lastDealId, millis, ticks, contracts, buyerTakes);
        tradeChart.add(millis, ticks, contracts);
        onTime(millis);
        return lastDealId;
    }

    /** Notes index and fair price, once a tape second. */
    public void onTime(long millis) {
        long second = millis / 1000;
        if (second > lastReferenceSecond) {
            lastReferenceSecond = second;
            indexChart.add(millis, market.indexTicks(), 0);
            fairChart.add(millis, market.fairTicks(), 0);
        }
    }

    public Market market() {
        return market;
    }

    public String symbol() {
        return market.instrument().symbol();
    }

    public PublishedBook book() {
        return book;
    }

    public CandleChart tradeChart() {
        return tradeChart;
    }

    public CandleChart indexChart() {
        return indexChart;
    }

    public CandleChart fairChart() {
        return fairChart;
    }

    public RecentDeals deals() {
        return deals;
    }

    public DayStatistics day(long nowMillis) {
        return DayStatistics.of(tradeChart.at(Interval.MIN1), nowMillis, market.lastTicks());
    }
}
