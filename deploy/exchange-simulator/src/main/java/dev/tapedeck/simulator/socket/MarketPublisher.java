package dev.tapedeck.simulator.socket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.Instrument;
import dev.tapedeck.simulator.market.BookUpdate;
import dev.tapedeck.simulator.market.Interval;
import dev.tapedeck.simulator.market.MarketView;
import dev.tapedeck.simulator.play.MarketAnnouncer;
import dev.tapedeck.simulator.wire.Json;
import dev.tapedeck.simulator.wire.MarketRows;
import java.util.ArrayList;
import java.util.List;

/** Pushes public market data. Deals are collected and sent whole; everything else shows the present state. */
public final class MarketPublisher implements MarketAnnouncer {
    static final int[] FULL_DEPTHS = {5, 10, 20};
    private static final int MOST_DEALS_A_FRAME = 200;

    private final SocketHub hub;
    private final Exchange exchange;
    private final List<MarketView> views;
    private final List<ArrayNode> pendingDeals = new ArrayList<>();

    public MarketPublisher(SocketHub hub, Exchange exchange, List<MarketView> views) {
        this.hub = hub;
        this.exchange = exchange;
        this.views = views;
        views.forEach(view -> pendingDeals.add(Json.array()));
    }

    /** Notes a print for the next {@link #flushDeals()}. */
    @Override
    public void collectDeal(int market, long dealId, long millis, long ticks, long contracts, boolean buyerTakes) {
        MarketView view = views.get(market);
        if (!hub.hasSubscribers(Topics.of("deal", view.symbol()))) {
            return;
        }
        ArrayNode deals = pendingDeals.get(market);
        deals.add(MarketRows.deal(view.instrument(), dealId, millis, ticks, contracts, buyerTakes));
        if (deals.size() >= MOST_DEALS_A_FRAME) {
            flushDeals(market);
        }
    }

    @Override
    public void flushDeals() {
        for (int market = 0; market < views.size(); market++) {
            flushDeals(market);
        }
    }

    private void flushDeals(int market) {
        ArrayNode deals = pendingDeals.get(market);
        if (deals.isEmpty()) {
            return;
        }
        pendingDeals.set(market, Json.array());
        String symbol = views.get(market).symbol();
        hub.publish(Topics.of("deal", symbol), () -> Frames.push("deal", symbol, deals, exchange.nowMillis()));
    }

    /** Publishes the book where it changed: one version to unmerged and full-depth subscribers. */
    @Override
    public void publishBook(MarketView view) {
        BookUpdate update = view.book().publish(exchange.nowMillis());
        if (update == null) {
            return;
        }
        String symbol = view.symbol();
        Instrument instrument = view.instrument();
        hub.publish(
                Topics.of("depth", symbol, "unmerged"),
                () -> Frames.push("depth", symbol, MarketRows.commit(instrument, update), exchange.nowMillis()));
        for (int limit : FULL_DEPTHS) {
            hub.publish(Topics.of("depth.full", symbol, Integer.toString(limit)), () -> fullDepth(view, limit));
        }
    }

    String fullDepth(MarketView view, int limit) {
        return Frames.push("depth.full", view.symbol(), MarketRows.depth(view, limit), exchange.nowMillis());
    }

    /** Publishes all versions since the last merged update as one. */
    @Override
    public void publishMergedBook(MarketView view) {
        BookUpdate update = view.book().merge();
        if (update == null) {
            return;
        }
        String symbol = view.symbol();
        Instrument instrument = view.instrument();
        hub.publish(
                Topics.of("depth", symbol),
                () -> Frames.push("depth", symbol, MarketRows.mergedCommit(instrument, update), exchange.nowMillis()));
    }

    /** Publishes ticker, fair and index price: the market's heartbeat. */
    @Override
    public void publishPrices(MarketView view) {
        String symbol = view.symbol();
        hub.publish(Topics.of("ticker", symbol), () -> ticker(view));
        hub.publish(Topics.of("fair.price", symbol), () -> fairPrice(view));
        hub.publish(Topics.of("index.price", symbol), () -> indexPrice(view));
    }

    String ticker(MarketView view) {
        long now = exchange.nowMillis();
        return Frames.push("ticker", view.symbol(), MarketRows.pushedTicker(view, now), now);
    }

    String fairPrice(MarketView view) {
        return Frames.push(
                "fair.price",
                view.symbol(),
                MarketRows.pushedPrice(view, view.quotes().fairTicks()),
                exchange.nowMillis());
    }

    String indexPrice(MarketView view) {
        return Frames.push(
                "index.price",
                view.symbol(),
                MarketRows.pushedPrice(view, view.quotes().indexTicks()),
                exchange.nowMillis());
    }

    /** Publishes the running candle of every interval; nothing while the market has not traded. */
    @Override
    public void publishCandles(MarketView view) {
        if (view.deals().size() == 0) {
            return;
        }
        for (Interval interval : Interval.values()) {
            hub.publish(Topics.of("kline", view.symbol(), interval.wireName()), () -> candle(view, interval));
        }
    }

    String candle(MarketView view, Interval interval) {
        return Frames.push("kline", view.symbol(), MarketRows.pushedCandle(view, interval), exchange.nowMillis());
    }

    public void publishFundingRate(MarketView view) {
        hub.publish(Topics.of("funding.rate", view.symbol()), () -> fundingRate(view));
    }

    String fundingRate(MarketView view) {
        long now = exchange.nowMillis();
        return Frames.push("funding.rate", view.symbol(), MarketRows.pushedFundingRate(view, now), now);
    }

    @Override
    public void publishTickers() {
        hub.publish(Topics.TICKERS, this::tickers);
    }

    String tickers() {
        ArrayNode rows = Json.array();
        views.forEach(view -> rows.add(MarketRows.tickersRow(view, exchange.nowMillis())));
        return Frames.push("tickers", rows, exchange.nowMillis());
    }
}
