package dev.tapedeck.simulator.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.core.Instrument;
import dev.tapedeck.simulator.core.ModelBook;
import dev.tapedeck.simulator.core.RiskTier;
import dev.tapedeck.simulator.market.BookLevels;
import dev.tapedeck.simulator.market.BookUpdate;
import dev.tapedeck.simulator.market.Candles;
import dev.tapedeck.simulator.market.DayStatistics;
import dev.tapedeck.simulator.market.Interval;
import dev.tapedeck.simulator.market.MarketView;
import dev.tapedeck.simulator.market.PublishedBook;
import dev.tapedeck.simulator.market.Quotes;
import dev.tapedeck.simulator.market.RecentDeals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Public market data as REST and socket show it. */
public final class MarketRows {
    private static final long CYCLE_MILLIS = Instrument.FUNDING_CYCLE_HOURS * 3_600_000L;
    private static final BigDecimal MOST_FUNDING = new BigDecimal("0.0018");
    private static final BigDecimal FAIR_BOUND = new BigDecimal("0.004");
    private static final int RATE_SCALE = 4;
    /** The taker's open/close effect is not on a tape: 3 says unchanged. */
    private static final int OPEN_FLAG = 3;

    private static final int NOT_SELF_TRADED = 2;

    private MarketRows() {}

    private static BigDecimal price(Instrument instrument, long ticks) {
        return Json.number(instrument.price(ticks));
    }

    public static ObjectNode detail(Instrument instrument) {
        RiskTier first = instrument.riskLadder().getFirst();
        RiskTier last = instrument.riskLadder().getLast();
        ObjectNode row = Json.object()
                .put("symbol", instrument.symbol())
                .put("displayName", instrument.symbol() + " PERPETUAL")
                .put("displayNameEn", instrument.symbol() + " PERPETUAL")
                .put("positionOpenType", 3)
                .put("baseCoin", instrument.baseCoin())
                .put("quoteCoin", instrument.quoteCoin())
                .put("baseCoinName", instrument.baseCoin())
                .put("quoteCoinName", instrument.quoteCoin())
                .put("futureType", 1)
                .put("settleCoin", instrument.quoteCoin())
                .put("contractSize", Json.number(instrument.contractSize()))
                .put("minLeverage", 1)
                .put("maxLeverage", instrument.maxLeverage())
                .put("countryConfigContractMaxLeverage", 0)
                .put("priceScale", instrument.priceScale())
                .put("volScale", 0)
                .put("amountScale", 4)
                .put("priceUnit", Json.number(instrument.priceUnit()))
                .put("volUnit", 1)
                .put("minVol", 1)
                .put("maxVol", instrument.maxVol())
                .put("limitMaxVol", instrument.maxVol())
                .put("bidLimitPriceRate", Json.number(instrument.priceBand()))
                .put("askLimitPriceRate", Json.number(instrument.priceBand()))
                .put("takerFeeRate", Json.number(instrument.takerFeeRate()))
                .put("makerFeeRate", Json.number(instrument.makerFeeRate()))
                .put("maintenanceMarginRate", Json.number(first.maintenanceMarginRate()))
                .put("initialMarginRate", Json.number(first.initialMarginRate()))
                .put("riskBaseVol", last.maxVol())
                .put("riskIncrVol", 0)
                .put("riskIncrMmr", 0)
                .put("riskIncrImr", 0)
                .put("riskLevelLimit", 1)
                .put("riskLongShortSwitch", 0)
                .put("riskLimitType", "BY_VOLUME")
                .put("riskLimitMode", "CUSTOM")
                .put("liquidationFeeRate", Json.number(instrument.liquidationFeeRate()))
                .put("feeRateMode", "NORMAL")
                .put("priceCoefficientVariation", FAIR_BOUND)
                .put("state", 0)
                .put("type", 1)
                .put("isNew", false)
                .put("isHot", false)
                .put("isHidden", false)
                .put("apiAllowed", true)
                .put("marketOrderMaxLevel", ModelBook.LEVELS)
                .put("marketOrderPriceLimitRate1", Json.number(instrument.priceBand()))
                .put("marketOrderPriceLimitRate2", new BigDecimal("0.005"))
                .put("triggerProtect", new BigDecimal("0.1"))
                .put("appraisal", 0)
                .put("showAppraisalCountdown", 0)
                .put("automaticDelivery", 0)
                .put("threshold", 0)
                .put("id", instrument.id())
                .put("createTime", instrument.createdAtMillis())
                .put("openingTime", 0)
                .put("openingCountdownOption", 1)
                .put("showBeforeOpen", true)
                .put("isZeroFeeRate", false)
                .put("isZeroFeeSymbol", false)
                .put("stopOnlyFair", false);
        row.putArray("indexOrigin").add("TAPE");
        row.putArray("conceptPlate");
        row.putArray("conceptPlateId");
        row.putArray("maxNumOrders").add(Instrument.MAX_OPEN_ORDERS).add(Instrument.MAX_OPEN_ORDERS);
        row.putArray("depthStepList").add(Json.number(instrument.priceUnit()).toPlainString());
        ArrayNode ladder = row.putArray("riskLimitCustom");
        instrument.riskLadder().forEach(tier -> ladder.add(tier(tier)));
        return row;
    }

    /** One step of the risk ladder. */
    public static ObjectNode tier(RiskTier tier) {
        return Json.object()
                .put("level", tier.level())
                .put("maxVol", tier.maxVol())
                .put("mmr", Json.number(tier.maintenanceMarginRate()))
                .put("imr", Json.number(tier.initialMarginRate()))
                .put("maxLeverage", tier.maxLeverage());
    }

    public static ObjectNode depth(MarketView view, int limit) {
        PublishedBook book = view.book();
        Instrument instrument = view.instrument();
        ObjectNode row = Json.object();
        row.set("asks", levels(instrument, book.asks(), limit));
        row.set("bids", levels(instrument, book.bids(), limit));
        return row.put("version", book.version())
                .put("timestamp", book.atMillis())
                .put("cts", book.atMillis());
    }

    private static ArrayNode levels(Instrument instrument, BookLevels levels, int limit) {
        ArrayNode rows = Json.array();
        for (int level = 0; level < Math.min(limit, levels.size()); level++) {
            rows.addArray()
                    .add(price(instrument, levels.ticks(level)))
                    .add(levels.contracts(level))
                    .add(levels.orderCount(level));
        }
        return rows;
    }

    /** One version's changes, as in {@code depth_commits} and unmerged pushes. */
    public static ObjectNode commit(Instrument instrument, BookUpdate update) {
        ObjectNode row = Json.object().put("cts", update.atMillis());
        row.set("asks", levels(instrument, update.asks(), Integer.MAX_VALUE));
        row.set("bids", levels(instrument, update.bids(), Integer.MAX_VALUE));
        return row.put("version", update.end());
    }

    /** The changes of several versions in one, as in merged pushes. */
    public static ObjectNode mergedCommit(Instrument instrument, BookUpdate update) {
        return commit(instrument, update).put("begin", update.begin()).put("end", update.end());
    }

    public static ArrayNode deals(MarketView view, int limit) {
        ArrayNode rows = Json.array();
        RecentDeals deals = view.deals();
        for (int age = 0; age < Math.min(limit, deals.size()); age++) {
            rows.add(deal(
                    view.instrument(),
                    deals.id(age),
                    deals.atMillis(age),
                    deals.ticks(age),
                    deals.contracts(age),
                    deals.buyerTakes(age)));
        }
        return rows;
    }

    public static ObjectNode deal(
            Instrument instrument, long id, long atMillis, long ticks, long contracts, boolean buyerTakes) {
        return Json.object()
                .put("p", price(instrument, ticks))
                .put("v", contracts)
                .put("T", buyerTakes ? 1 : 2)
                .put("O", OPEN_FLAG)
                .put("M", NOT_SELF_TRADED)
                .put("t", atMillis)
                .put("i", Long.toString(id));
    }

    public static ObjectNode restTicker(MarketView view, long nowMillis) {
        DayStatistics day = view.day(nowMillis);
        ObjectNode row =
                ticker(view, day, nowMillis).put("contractId", view.instrument().id());
        row.putObject("riseFallRates")
                .put("zone", "UTC+0")
                .put("r", riseRate(view, day))
                .put("v", riseValue(view, day));
        row.putArray("riseFallRatesOfTimezone");
        return row;
    }

    public static ObjectNode pushedTicker(MarketView view, long nowMillis) {
        DayStatistics day = view.day(nowMillis);
        ObjectNode row = ticker(view, day, nowMillis).put("zone", "UTC+0");
        row.putArray("riseFallRates").add(riseRate(view, day));
        row.putArray("riseFallRatesOfTimezone");
        return row;
    }

    private static ObjectNode ticker(MarketView view, DayStatistics day, long nowMillis) {
        Quotes quotes = view.quotes();
        Instrument instrument = view.instrument();
        BigDecimal index = instrument.price(quotes.indexTicks());
        BigDecimal band = index.multiply(instrument.priceBand());
        return Json.object()
                .put("symbol", instrument.symbol())
                .put("lastPrice", price(instrument, quotes.lastTicks()))
                .put("bid1", price(instrument, quotes.bestBidTicks()))
                .put("ask1", price(instrument, quotes.bestAskTicks()))
                .put("volume24", day.contracts())
                .put("amount24", Json.number(instrument.valueOfTickVolume(day.tickVolume())))
                .put("holdVol", 0)
                .put("lower24Price", price(instrument, day.lowTicks()))
                .put("high24Price", price(instrument, day.highTicks()))
                .put("riseFallRate", riseRate(view, day))
                .put("riseFallValue", riseValue(view, day))
                .put("indexPrice", Json.number(index))
                .put("fairPrice", price(instrument, quotes.fairTicks()))
                .put("fundingRate", Json.number(instrument.fundingRate()))
                .put("maxBidPrice", Json.number(index.add(band).setScale(instrument.priceScale(), RoundingMode.DOWN)))
                .put(
                        "minAskPrice",
                        Json.number(index.subtract(band).setScale(instrument.priceScale(), RoundingMode.UP)))
                .put("timestamp", nowMillis);
    }

    private static BigDecimal riseRate(MarketView view, DayStatistics day) {
        BigDecimal rise = BigDecimal.valueOf(view.quotes().lastTicks() - day.openTicks());
        return Json.number(rise.divide(BigDecimal.valueOf(day.openTicks()), RATE_SCALE, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal riseValue(MarketView view, DayStatistics day) {
        return price(view.instrument(), view.quotes().lastTicks() - day.openTicks());
    }

    /** A row of {@code push.tickers}: no best bid and ask. */
    public static ObjectNode tickersRow(MarketView view, long nowMillis) {
        ObjectNode row = restTicker(view, nowMillis);
        row.remove("bid1");
        row.remove("ask1");
        return row;
    }

    public static ObjectNode indexPrice(MarketView view, long nowMillis) {
        return Json.object()
                .put("symbol", view.symbol())
                .put("indexPrice", price(view.instrument(), view.quotes().indexTicks()))
                .put("timestamp", nowMillis);
    }

    public static ObjectNode fairPrice(MarketView view, long nowMillis) {
        return Json.object()
                .put("symbol", view.symbol())
                .put("fairPrice", price(view.instrument(), view.quotes().fairTicks()))
                .put("timestamp", nowMillis);
    }

    /** {@code push.index.price} and {@code push.fair.price}. */
    public static ObjectNode pushedPrice(MarketView view, long ticks) {
        return Json.object().put("symbol", view.symbol()).put("price", price(view.instrument(), ticks));
    }

    public static ObjectNode fundingRate(MarketView view, long nowMillis) {
        Quotes quotes = view.quotes();
        Instrument instrument = view.instrument();
        return Json.object()
                .put("symbol", view.symbol())
                .put("fundingRate", Json.number(instrument.fundingRate()))
                .put("maxFundingRate", MOST_FUNDING)
                .put("minFundingRate", MOST_FUNDING.negate())
                .put("collectCycle", Instrument.FUNDING_CYCLE_HOURS)
                .put("nextSettleTime", nextSettleMillis(nowMillis))
                .put("timestamp", nowMillis)
                .put("idxPrice", price(instrument, quotes.indexTicks()))
                .put("fairPrice", price(instrument, quotes.fairTicks()));
    }

    public static ObjectNode pushedFundingRate(MarketView view, long nowMillis) {
        return Json.object()
                .put("symbol", view.symbol())
                .put("rate", Json.number(view.instrument().fundingRate()))
                .put("nextSettleTime", nextSettleMillis(nowMillis));
    }

    private static long nextSettleMillis(long nowMillis) {
        return (nowMillis / CYCLE_MILLIS + 1) * CYCLE_MILLIS;
    }

    /** Settlements from the listing of the instrument on, newest first, as one page. */
    public static ObjectNode fundingHistory(Instrument instrument, long nowMillis, int page, int pageSize) {
        long newest = nowMillis / CYCLE_MILLIS;
        long count = Math.max(0, newest - instrument.createdAtMillis() / CYCLE_MILLIS);
        ArrayNode rows = Json.array();
        long from = (long) (page - 1) * pageSize;
        for (long i = from; i < Math.min(count, from + pageSize); i++) {
            rows.add(Json.object()
                    .put("symbol", instrument.symbol())
                    .put("fundingRate", Json.number(instrument.fundingRate()))
                    .put("settleTime", (newest - i) * CYCLE_MILLIS)
                    .put("collectCycle", Instrument.FUNDING_CYCLE_HOURS));
        }
        return page(rows, page, pageSize, count);
    }

    /** A page of rows in the venue's paging envelope. */
    public static ObjectNode page(ArrayNode rows, int page, int pageSize, long totalCount) {
        ObjectNode data = Json.object()
                .put("pageSize", pageSize)
                .put("totalCount", totalCount)
                .put("totalPage", (totalCount + pageSize - 1) / pageSize)
                .put("currentPage", page);
        data.set("resultList", rows);
        return data;
    }

    /** Candles that start in {@code [startSeconds, endSeconds]}, at most the newest 2,000, in columns. */
    public static ObjectNode candles(Instrument instrument, Candles candles, long startSeconds, long endSeconds) {
        ObjectNode columns = Json.object();
        ArrayNode time = columns.putArray("time");
        ArrayNode open = columns.putArray("open");
        ArrayNode close = columns.putArray("close");
        ArrayNode high = columns.putArray("high");
        ArrayNode low = columns.putArray("low");
        ArrayNode vol = columns.putArray("vol");
        ArrayNode amount = columns.putArray("amount");
        ArrayNode realOpen = columns.putArray("realOpen");
        ArrayNode realClose = columns.putArray("realClose");
        ArrayNode realHigh = columns.putArray("realHigh");
        ArrayNode realLow = columns.putArray("realLow");
        for (int i = 0; i < candles.size(); i++) {
            if (candles.startSeconds(i) < startSeconds || candles.startSeconds(i) > endSeconds) {
                continue;
            }
            time.add(candles.startSeconds(i));
            open.add(price(instrument, candles.open(i)));
            close.add(price(instrument, candles.close(i)));
            high.add(price(instrument, candles.high(i)));
            low.add(price(instrument, candles.low(i)));
            vol.add(candles.contracts(i));
            amount.add(Json.number(instrument.valueOfTickVolume(candles.tickVolume(i))));
            realOpen.add(price(instrument, candles.realOpen(i)));
            realClose.add(price(instrument, candles.close(i)));
            realHigh.add(price(instrument, candles.realHigh(i)));
            realLow.add(price(instrument, candles.realLow(i)));
        }
        return columns;
    }

    /** The newest trade candle, as {@code push.kline} shows it; call it only when there is one. */
    public static ObjectNode pushedCandle(MarketView view, Interval interval) {
        Instrument instrument = view.instrument();
        Candles candles = view.tradeChart().at(interval);
        int last = candles.size() - 1;
        return Json.object()
                .put("symbol", view.symbol())
                .put("interval", interval.wireName())
                .put("t", candles.startSeconds(last))
                .put("o", price(instrument, candles.open(last)))
                .put("c", price(instrument, candles.close(last)))
                .put("h", price(instrument, candles.high(last)))
                .put("l", price(instrument, candles.low(last)))
                .put("a", Json.number(instrument.valueOfTickVolume(candles.tickVolume(last))))
                .put("q", candles.contracts(last))
                .put("ro", price(instrument, candles.realOpen(last)))
                .put("rc", price(instrument, candles.close(last)))
                .put("rh", price(instrument, candles.realHigh(last)))
                .put("rl", price(instrument, candles.realLow(last)));
    }
}
