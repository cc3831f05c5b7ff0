package dev.tapedeck.simulator.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.tapedeck.simulator.access.RateLimiter;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.Market;
import dev.tapedeck.simulator.core.VenueCode;
import dev.tapedeck.simulator.market.BookUpdate;
import dev.tapedeck.simulator.market.CandleChart;
import dev.tapedeck.simulator.market.Interval;
import dev.tapedeck.simulator.market.MarketView;
import dev.tapedeck.simulator.market.ShownMarket;
import dev.tapedeck.simulator.wire.Json;
import dev.tapedeck.simulator.wire.MarketRows;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/contract}: market data for everybody, limited per remote address. */
public final class PublicRoutes {
    private static final String BASE = "/api/v1/contract/";
    private static final RateLimiter.Limit USUAL = new RateLimiter.Limit(20, 2000);
    private static final RateLimiter.Limit SCARCE = new RateLimiter.Limit(10, 2000);
    private static final int DEPTH_LEVELS = 1500;
    private static final int MOST_COMMITS = 1000;
    private static final int MOST_DEALS = 100;
    private static final int FUNDING_PAGE = 1000;

    private final Exchange exchange;
    private final ShownMarket shown;
    private final RateLimiter limiter;
    private final Clock wallClock;
    private final Clock shownClock;

    /**
     * @param shown what questions are answered from
     * @param wallClock counts rates; it never goes back
     * @param shownClock what {@code ping} answers
     */
    public PublicRoutes(Exchange exchange, ShownMarket shown, RateLimiter limiter, Clock wallClock, Clock shownClock) {
        this.exchange = exchange;
        this.shown = shown;
        this.limiter = limiter;
        this.wallClock = wallClock;
        this.shownClock = shownClock;
    }

    public void mount(Router router) {
        get(router, "ping", USUAL, context -> Reply.ok(LongNode.valueOf(shownClock.millis())));
        get(router, "detail", SCARCE, this::detail);
        get(router, "ticker", SCARCE, this::ticker);
        get(router, "depth/:symbol", SCARCE, ofMarket(this::depth));
        get(router, "depth_commits/:symbol/:limit", USUAL, ofMarket(this::depthCommits));
        get(
                router,
                "index_price/:symbol",
                USUAL,
                ofMarket((view, context) -> Reply.ok(MarketRows.indexPrice(view, shown.nowMillis()))));
        get(
                router,
                "fair_price/:symbol",
                USUAL,
                ofMarket((view, context) -> Reply.ok(MarketRows.fairPrice(view, shown.nowMillis()))));
        get(router, "funding_rate/history", USUAL, this::fundingHistory);
        get(
                router,
                "funding_rate/:symbol",
                USUAL,
                ofMarket((view, context) -> Reply.ok(MarketRows.fundingRate(view, shown.nowMillis()))));
        get(router, "funding_rate", USUAL, context -> allFundingRates());
        get(router, "kline/index_price/:symbol", USUAL, candles(MarketView::indexChart));
        get(router, "kline/fair_price/:symbol", USUAL, candles(MarketView::fairChart));
        get(router, "kline/:symbol", USUAL, candles(MarketView::tradeChart));
        get(
                router,
                "deals/:symbol",
                USUAL,
                ofMarket((view, context) -> Reply.ok(MarketRows.deals(
                        view,
                        Math.clamp(Params.of(context.queryParams()).number("limit", MOST_DEALS), 1, MOST_DEALS)))));
    }

    private void get(Router router, String path, RateLimiter.Limit limit, Function<RoutingContext, Reply> handler) {
        router.get(BASE + path).handler(context -> {
            String caller = context.request().remoteAddress().hostAddress();
            Reply reply = limiter.tryAcquire(caller, path, limit, wallClock.millis())
                    ? answer(handler, context)
                    : Reply.refused(VenueCode.TOO_FREQUENT);
            Responses.send(context, reply);
        });
    }

    private static Reply answer(Function<RoutingContext, Reply> handler, RoutingContext context) {
        try {
            return handler.apply(context);
        } catch (BadParameterException e) {
            return Reply.refused(VenueCode.BAD_PARAMETER, String.valueOf(e.getMessage()));
        }
    }

    private Function<RoutingContext, Reply> ofMarket(BiFunction<MarketView, RoutingContext, Reply> handler) {
        return context -> {
            Market market = marketOf(String.valueOf(context.pathParam("symbol")));
            return market == null
                    ? Reply.refused(VenueCode.NO_SUCH_CONTRACT)
                    : handler.apply(shown.views().get(market.index()), context);
        };
    }

    private @Nullable Market marketOf(String symbol) {
        return exchange.market(symbol.toUpperCase(Locale.ROOT));
    }

    private Reply detail(RoutingContext context) {
        String symbol = Params.of(context.queryParams()).text("symbol");
        if (!symbol.isEmpty()) {
            Market market = marketOf(symbol);
            return market == null
                    ? Reply.refused(VenueCode.NO_SUCH_CONTRACT)
                    : Reply.ok(MarketRows.detail(market.instrument()));
        }
        ArrayNode rows = Json.array();
        exchange.markets().forEach(market -> rows.add(MarketRows.detail(market.instrument())));
        return Reply.ok(rows);
    }

    private Reply ticker(RoutingContext context) {
        String symbol = Params.of(context.queryParams()).text("symbol");
        if (!symbol.isEmpty()) {
            Market market = marketOf(symbol);
            return market == null
                    ? Reply.refused(VenueCode.NO_SUCH_CONTRACT)
                    : Reply.ok(MarketRows.restTicker(shown.views().get(market.index()), shown.nowMillis()));
        }
        ArrayNode rows = Json.array();
        shown.views().forEach(view -> rows.add(MarketRows.restTicker(view, shown.nowMillis())));
        return Reply.ok(rows);
    }

    private Reply depth(MarketView view, RoutingContext context) {
        int limit = Math.clamp(Params.of(context.queryParams()).number("limit", DEPTH_LEVELS), 1, DEPTH_LEVELS);
        return Reply.ok(MarketRows.depth(view, limit));
    }

    private Reply depthCommits(MarketView view, RoutingContext context) {
        Params path = new Params(Json.object().put("limit", context.pathParam("limit")));
        int limit = Math.clamp(path.number("limit", MOST_COMMITS), 1, MOST_COMMITS);
        ArrayNode rows = Json.array();
        for (BookUpdate update : view.book().commits()) {
            if (rows.size() == limit) {
                break;
            }
            rows.add(MarketRows.commit(view.instrument(), update));
        }
        return Reply.ok(rows);
    }

    private Reply fundingHistory(RoutingContext context) {
        Params params = Params.of(context.queryParams());
        Market market = marketOf(params.text("symbol"));
        return market == null
                ? Reply.refused(VenueCode.NO_SUCH_CONTRACT)
                : Reply.ok(MarketRows.fundingHistory(
                        market.instrument(), shown.nowMillis(), params.page(), params.pageSize(FUNDING_PAGE)));
    }

    private Reply allFundingRates() {
        ArrayNode rows = Json.array();
        shown.views().forEach(view -> rows.add(MarketRows.fundingRate(view, shown.nowMillis())));
        return Reply.ok(rows);
    }

    private Function<RoutingContext, Reply> candles(Function<MarketView, CandleChart> chart) {
        return ofMarket((view, context) -> {
            Params params = Params.of(context.queryParams());
            String name = params.text("interval");
            Interval interval = name.isEmpty() ? Interval.MIN1 : Interval.of(name.equals("Hour1") ? "Min60" : name);
            if (interval == null) {
                return Reply.refused(VenueCode.BAD_PARAMETER, "interval " + name);
            }
            return Reply.ok(MarketRows.candles(
                    view.instrument(),
                    chart.apply(view).at(interval),
                    params.integer("start", 0),
                    params.integer("end", Long.MAX_VALUE)));
        });
    }
}
