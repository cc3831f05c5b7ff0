package dev.tapedeck.simulator.market;

import dev.tapedeck.simulator.core.Instrument;
import dev.tapedeck.simulator.core.Market;
import org.jspecify.annotations.Nullable;

/** Everything public about one market. */
public final class MarketView {
    private static final long FIRST_DEAL_ID = 16_000_000_000L;

    private final Market market;
    private final PublishedBook book;
    private final CandleChart tradeChart;
    private final CandleChart indexChart;
    private final CandleChart fairChart;
    private final RecentDeals deals;
    private final @Nullable Quotes fixedQuotes;
    private long lastDealId = FIRST_DEAL_ID;
    private long lastReferenceSecond;

    public MarketView(Market market) {
        this.market = market;
        this.book = new PublishedBook(market);
        this.tradeChart = new CandleChart();
        this.indexChart = new CandleChart();
        this.fairChart = new CandleChart();
        this.deals = new RecentDeals();
        this.fixedQuotes = null;
    }

    private MarketView(MarketView of) {
        market = of.market;
        book = of.book.copy();
        tradeChart = of.tradeChart.copy();
        indexChart = of.indexChart.copy();
        fairChart = of.fairChart.copy();
        deals = of.deals.copy();
        fixedQuotes = of.quotes();
        lastDealId = of.lastDealId;
        lastReferenceSecond = of.lastReferenceSecond;
    }

    /** This view as it is now, which the market no longer changes. */
    MarketView copy() {
        return new MarketView(this);
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

    public Instrument instrument() {
        return market.instrument();
    }

    public Quotes quotes() {
        return fixedQuotes == null ? Quotes.of(market) : fixedQuotes;
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
        return DayStatistics.of(tradeChart.at(Interval.MIN1), nowMillis, quotes().lastTicks());
    }
}
