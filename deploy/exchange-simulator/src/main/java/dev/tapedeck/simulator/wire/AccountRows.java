package dev.tapedeck.simulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.core.Account;
import dev.tapedeck.simulator.core.Fill;
import dev.tapedeck.simulator.core.FundingSettlement;
import dev.tapedeck.simulator.core.Instrument;
import dev.tapedeck.simulator.core.Order;
import dev.tapedeck.simulator.core.OrderRequest;
import dev.tapedeck.simulator.core.PlanOrder;
import dev.tapedeck.simulator.core.Position;
import dev.tapedeck.simulator.core.StopOrder;
import dev.tapedeck.simulator.core.TriggerState;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** An account's orders, deals, positions, assets and triggers as the private REST and socket show them. */
public final class AccountRows {
    public static final String CURRENCY = "USDT";
    private static final String COIN_ID = "128f589271cb4951b03e71e6323eb7be";
    private static final int HOURS_A_DAY = 24;

    private AccountRows() {}

    public static ObjectNode order(Order order) {
        Instrument instrument = order.market().instrument();
        OrderRequest request = order.request();
        BigDecimal price = order.type().hasLimitPrice() || order.dealVol() == 0
                ? instrument.price(order.limitTicks())
                : order.dealAveragePrice();
        ObjectNode row = Json.object()
                .put("orderId", Long.toString(order.id()))
                .put("symbol", instrument.symbol())
                .put("positionId", order.positionId())
                .put("price", Json.number(price))
                .put("priceStr", Json.number(price).toPlainString())
                .put("vol", order.vol())
                .put("leverage", order.leverage())
                .put("side", request.side())
                .put("category", order.category())
                .put("orderType", order.type().number())
                .put("dealAvgPrice", Json.number(order.dealAveragePrice()))
                .put("dealAvgPriceStr", Json.number(order.dealAveragePrice()).toPlainString())
                .put("dealVol", order.dealVol())
                .put("orderMargin", Json.number(order.orderMargin()))
                .put("takerFee", Json.number(order.takerFee()))
                .put("makerFee", Json.number(order.makerFee()))
                .put("profit", Json.number(order.profit()))
                .put("feeCurrency", CURRENCY)
                .put("openType", request.openType())
                .put("state", order.state().number())
                .put("externalOid", request.externalOid())
                .put("errorCode", order.endReason().number())
                .put("usedMargin", Json.number(order.usedMargin()))
                .put("createTime", order.createdAtMillis())
                .put("updateTime", order.updatedAtMillis())
                .put("positionMode", order.account().positionMode())
                .put("reduceOnly", request.reduceOnly())
                .put("version", order.version())
                .put("showCancelReason", 0)
                .put("bboTypeNum", 0)
                .put("totalFee", Json.number(order.takerFee().add(order.makerFee())));
        putStops(row, request);
        return row;
    }

    private static void putStops(ObjectNode row, OrderRequest request) {
        if (request.stopLossPrice() != null) {
            row.put("stopLossPrice", Json.number(request.stopLossPrice())).put("lossTrend", request.lossTrend());
        }
        if (request.takeProfitPrice() != null) {
            row.put("takeProfitPrice", Json.number(request.takeProfitPrice()))
                    .put("profitTrend", request.profitTrend());
        }
    }

    /** The order as the socket pushes it, with what remains and the fee rates. */
    public static ObjectNode pushedOrder(Order order) {
        Instrument instrument = order.market().instrument();
        return order(order)
                .put("remainVol", order.remainingVol())
                .put("makerFeeRate", Json.number(instrument.makerFeeRate()))
                .put("takerFeeRate", Json.number(instrument.takerFeeRate()))
                .put("positionType", order.side().concernsLong() ? "long" : "short")
                .put("sideType", order.side().buys() ? "buy" : "sell");
    }

    public static ObjectNode deal(Fill fill) {
        Order order = fill.order();
        return Json.object()
                .put("id", Long.toString(fill.id()))
                .put("symbol", order.market().instrument().symbol())
                .put("side", order.request().side())
                .put("vol", fill.vol())
                .put("price", Json.number(fill.price()))
                .put("fee", Json.number(fill.fee()))
                .put("feeCurrency", CURRENCY)
                .put("profit", Json.number(fill.profit()))
                .put("category", order.category())
                .put("orderId", Long.toString(order.id()))
                .put("timestamp", fill.atMillis())
                .put("positionMode", order.account().positionMode())
                .put("taker", fill.taker());
    }

    /** The deal as the socket pushes it, with the client's order id. */
    public static ObjectNode pushedDeal(Fill fill) {
        return deal(fill)
                .put("isSelf", false)
                .put("externalOid", fill.order().request().externalOid())
                .put("reduceOnly", fill.order().request().reduceOnly());
    }

    public static ObjectNode position(Position position) {
        Instrument instrument = position.market().instrument();
        BigDecimal hold = price(instrument, position.holdAveragePrice());
        BigDecimal open = price(instrument, position.openAveragePrice());
        BigDecimal close = price(instrument, position.closeAveragePrice());
        ObjectNode row = Json.object()
                .put("positionId", position.id())
                .put("symbol", instrument.symbol())
                .put("positionType", position.isLong() ? 1 : 2)
                .put("openType", position.openType())
                .put("state", position.state())
                .put("holdVol", position.holdVol())
                .put("frozenVol", position.frozenVol())
                .put("closeVol", position.closeVol())
                .put("holdAvgPrice", hold)
                .put(
                        "holdAvgPriceFullyScale",
                        Json.number(position.holdAveragePrice()).toPlainString())
                .put("openAvgPrice", open)
                .put(
                        "openAvgPriceFullyScale",
                        Json.number(position.openAveragePrice()).toPlainString())
                .put("closeAvgPrice", close)
                .put("liquidatePrice", liquidationPrice(position))
                .put("oim", Json.number(position.originalMargin()))
                .put("im", Json.number(position.margin()))
                .put("holdFee", Json.amount(position.funding()))
                .put("realised", Json.amount(position.realised()))
                .put("leverage", position.leverage())
                .put("marginRatio", Json.amount(position.marginRatio()))
                .put("adlLevel", 1)
                .put("createTime", position.createdAtMillis())
                .put("updateTime", position.updatedAtMillis())
                .put("autoAddIm", false)
                .put("version", position.version())
                .put("newOpenAvgPrice", open)
                .put("newCloseAvgPrice", close)
                .put("closeProfitLoss", Json.amount(position.closeProfit()))
                .put("fee", Json.amount(position.fees().negate()))
                .put("totalFee", Json.amount(position.fees()));
        row.putArray("deductFeeList");
        if (position.state() == Position.CLOSED) {
            row.put("positionShowStatus", "CLOSED");
        }
        return row;
    }

    private static BigDecimal price(Instrument instrument, BigDecimal average) {
        return Json.number(average.setScale(instrument.priceScale() + 1, RoundingMode.HALF_UP));
    }

    /** Rounded up to the price scale for a long, down for a short: never shown further away than it is. */
    private static BigDecimal liquidationPrice(Position position) {
        RoundingMode rounding = position.isLong() ? RoundingMode.UP : RoundingMode.DOWN;
        return Json.number(position.liquidationPrice()
                .setScale(position.market().instrument().priceScale(), rounding));
    }

    /** The position as the socket pushes it, with its unrealised profit and the fee rates. */
    public static ObjectNode pushedPosition(Position position) {
        Instrument instrument = position.market().instrument();
        return position(position)
                .put("pnl", Json.amount(position.unrealised()))
                .put("makerFeeRate", Json.number(instrument.makerFeeRate()))
                .put("takerFeeRate", Json.number(instrument.takerFeeRate()));
    }

    public static ObjectNode asset(Account account) {
        BigDecimal available = Json.number(account.available());
        return Json.object()
                .put("currency", CURRENCY)
                .put("positionMargin", Json.number(account.positionMargin()))
                .put("availableBalance", available)
                .put("cashBalance", available)
                .put("frozenBalance", Json.number(account.frozen()))
                .put("equity", Json.number(account.equity()))
                .put("unrealized", Json.number(account.unrealised()))
                .put("bonus", 0)
                .put("availableCash", available)
                .put("availableOpen", available)
                .put("debtAmount", 0)
                .put("contributeMarginAmount", 0)
                .put("vcoinId", COIN_ID);
    }

    public static ObjectNode pushedAsset(Account account) {
        return Json.object()
                .put("currency", CURRENCY)
                .put("positionMargin", Json.number(account.positionMargin()))
                .put("frozenBalance", Json.number(account.frozen()))
                .put("availableBalance", Json.number(account.available()))
                .put("bonus", 0);
    }

    public static ObjectNode stop(StopOrder stop) {
        Position position = stop.position();
        ObjectNode row = Json.object()
                .put("id", stop.id())
                .put("orderId", Long.toString(stop.orderId()))
                .put("symbol", position.market().instrument().symbol())
                .put("positionId", Long.toString(position.id()))
                .put("lossTrend", stop.lossSource().number())
                .put("profitTrend", stop.profitSource().number())
                .put("state", stop.state().number())
                .put("triggerSide", stop.triggerSide())
                .put("positionType", position.isLong() ? 1 : 2)
                .put("vol", stop.vol())
                .put("realityVol", stop.vol())
                .put("placeOrderId", Long.toString(stop.placedOrderId()))
                .put("errorCode", stop.endReason().number())
                .put("version", stop.version())
                .put("isFinished", stop.state() == TriggerState.UNTRIGGERED ? 0 : 1)
                .put("priceProtect", 0)
                .put("profitLossVolType", "SAME")
                .put("takeProfitVol", stop.vol())
                .put("stopLossVol", stop.vol())
                .put("createTime", stop.createdAtMillis())
                .put("updateTime", stop.updatedAtMillis())
                .put("volType", 1)
                .put("takeProfitReverse", 2)
                .put("stopLossReverse", 2)
                .put("stopLossType", 0)
                .put("takeProfitType", 0);
        if (stop.stopLossPrice() != null) {
            row.put("stopLossPrice", Json.number(stop.stopLossPrice()));
        }
        if (stop.takeProfitPrice() != null) {
            row.put("takeProfitPrice", Json.number(stop.takeProfitPrice()));
        }
        return row;
    }

    public static ObjectNode plan(PlanOrder plan) {
        OrderRequest request = plan.request();
        ObjectNode row = Json.object()
                .put("id", Long.toString(plan.id()))
                .put("symbol", request.symbol())
                .put("leverage", request.leverage())
                .put("side", request.side())
                .put("triggerPrice", Json.number(plan.triggerPrice()))
                .put("price", request.price() == null ? BigDecimal.ZERO : Json.number(request.price()))
                .put("vol", Json.number(request.vol()))
                .put("openType", request.openType())
                .put("triggerType", plan.triggerType())
                .put("state", plan.state().number())
                .put("executeCycle", plan.executeCycle() == 1 ? HOURS_A_DAY : 7 * HOURS_A_DAY)
                .put("trend", plan.source().number())
                .put("orderType", request.type())
                .put("orderId", Long.toString(plan.placedOrderId()))
                .put("errorCode", plan.errorCode())
                .put("priceProtect", 0)
                .put("createTime", plan.createdAtMillis())
                .put("updateTime", plan.updatedAtMillis())
                .put("positionMode", plan.account().positionMode())
                .put("lossTrend", request.lossTrend())
                .put("profitTrend", request.profitTrend())
                .put("reduceOnly", request.reduceOnly());
        putStops(row, request);
        return row;
    }

    public static ObjectNode funding(FundingSettlement funding) {
        Position position = funding.position();
        return Json.object()
                .put("id", funding.id())
                .put("symbol", position.market().instrument().symbol())
                .put("positionId", position.id())
                .put("positionType", position.isLong() ? 1 : 2)
                .put("positionValue", Json.number(funding.value()))
                .put("funding", Json.number(funding.amount()))
                .put("rate", Json.number(funding.rate()))
                .put("settleTime", funding.atMillis());
    }
}
