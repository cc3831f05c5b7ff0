package dev.tapedeck.simulator.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.access.RateLimiter;
import dev.tapedeck.simulator.core.Account;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.FundingSettlement;
import dev.tapedeck.simulator.core.Instrument;
import dev.tapedeck.simulator.core.Market;
import dev.tapedeck.simulator.core.Position;
import dev.tapedeck.simulator.core.RiskTier;
import dev.tapedeck.simulator.core.VenueCode;
import dev.tapedeck.simulator.wire.AccountRows;
import dev.tapedeck.simulator.wire.Json;
import dev.tapedeck.simulator.wire.MarketRows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code /api/v1/private/account} and {@code /position}. */
final class PositionRoutes {
    private static final RateLimiter.Limit USUAL = new RateLimiter.Limit(20, 2000);
    private static final RateLimiter.Limit CLOSE_ALL = new RateLimiter.Limit(4, 2000);
    private static final RateLimiter.Limit LEVERAGE = new RateLimiter.Limit(10, 10_000);
    private static final int LARGEST_PAGE = 100;
    private static final int LONG = 1;
    private static final int SHORT = 2;

    private final Exchange exchange;

    PositionRoutes(Exchange exchange) {
        this.exchange = exchange;
    }

    void mount(PrivateGate gate) {
        gate.get("account/assets", USUAL, call -> Reply.ok(Json.array().add(AccountRows.asset(call.account()))));
        gate.get("account/asset/:currency", USUAL, PositionRoutes::asset);
        gate.get("account/tiered_fee_rate/v2", USUAL, this::feeRate);
        gate.get("account/risk_limit", USUAL, this::riskLimits);
        gate.get("position/open_positions", USUAL, PositionRoutes::openPositions);
        gate.get("position/list/history_positions", USUAL, PositionRoutes::history);
        gate.get("position/funding_records", USUAL, this::fundingRecords);
        gate.get("position/leverage", USUAL, this::leverage);
        gate.post("position/change_leverage", LEVERAGE, this::changeLeverage);
        gate.post("position/change_margin", USUAL, this::changeMargin);
        gate.get(
                "position/position_mode",
                USUAL,
                call -> Reply.ok(IntNode.valueOf(call.account().positionMode())));
        gate.post(
                "position/change_position_mode",
                USUAL,
                call -> Reply.of(exchange.changePositionMode(
                        call.account(), call.parameters().number("positionMode", 0))));
        gate.post("position/close_all", CLOSE_ALL, call -> {
            exchange.closeAll(call.account());
            return Reply.ok(Json.array());
        });
    }

    private static Reply asset(Call call) {
        return call.path("currency").equals(AccountRows.CURRENCY)
                ? Reply.ok(AccountRows.asset(call.account()))
                : Reply.refused(VenueCode.BAD_PARAMETER, "currency " + call.path("currency"));
    }

    private Reply feeRate(Call call) {
        Market market = exchange.market(call.query().text("symbol"));
        if (market == null) {
            return Reply.refused(VenueCode.NO_SUCH_CONTRACT);
        }
        Instrument instrument = market.instrument();
        BigDecimal maker = Json.number(instrument.makerFeeRate());
        BigDecimal taker = Json.number(instrument.takerFeeRate());
        ObjectNode row = Json.object()
                .put("symbol", instrument.symbol())
                .put("joinDiscount", false)
                .put("enjoyDiscount", false)
                .put("originalMakerFee", maker)
                .put("originalTakerFee", taker)
                .put("realMakerFee", maker)
                .put("realTakerFee", taker)
                .put("feeRateMode", "NORMAL");
        row.putArray("tieredFeeRates");
        return Reply.ok(row);
    }

    private Reply riskLimits(Call call) {
        String symbol = call.query().text("symbol");
        ObjectNode bySymbol = Json.object();
        for (Market market : exchange.markets()) {
            if (symbol.isEmpty() || market.instrument().symbol().equals(symbol)) {
                bySymbol.set(market.instrument().symbol(), leverageRows(call.account(), market));
            }
        }
        return Reply.ok(bySymbol);
    }

    private static Reply openPositions(Call call) {
        String symbol = call.query().text("symbol");
        long id = call.query().integer("positionId", 0);
        return positions(call.account().positions().stream()
                .filter(position -> symbol.isEmpty() || symbolOf(position).equals(symbol))
                .filter(position -> id == 0 || position.id() == id));
    }

    private static String symbolOf(Position position) {
        return position.market().instrument().symbol();
    }

    private static Reply history(Call call) {
        Params query = call.query();
        String symbol = query.text("symbol");
        long type = query.integer("type", query.integer("position_type", 0));
        long from = query.time("start_time", "startTime", 0);
        long to = query.time("end_time", "endTime", Long.MAX_VALUE);
        int size = query.pageSize(LARGEST_PAGE);
        return positions(call.account().closedPositions().stream()
                .filter(position -> symbol.isEmpty() || symbolOf(position).equals(symbol))
                .filter(position -> type == 0 || typeOf(position) == type)
                .filter(position -> position.createdAtMillis() >= from && position.createdAtMillis() <= to)
                .skip((long) (query.page() - 1) * size)
                .limit(size));
    }

    private static int typeOf(Position position) {
        return position.isLong() ? LONG : SHORT;
    }

    private static Reply positions(Stream<Position> positions) {
        ArrayNode rows = Json.array();
        positions.forEach(position -> rows.add(AccountRows.position(position)));
        return Reply.ok(rows);
    }

    private Reply fundingRecords(Call call) {
        Params query = call.query();
        String symbol = query.text("symbol");
        long positionId = query.integer("position_id", 0);
        long type = query.integer("position_type", 0);
        long from = query.time("start_time", "startTime", 0);
        long to = query.time("end_time", "endTime", Long.MAX_VALUE);
        List<FundingSettlement> matching = new ArrayList<>(exchange.ledger().fundings())
                .reversed().stream()
                        .filter(funding -> funding.position().account() == call.account())
                        .filter(funding ->
                                symbol.isEmpty() || symbolOf(funding.position()).equals(symbol))
                        .filter(funding -> positionId == 0 || funding.position().id() == positionId)
                        .filter(funding -> type == 0 || typeOf(funding.position()) == type)
                        .filter(funding -> funding.atMillis() >= from && funding.atMillis() <= to)
                        .toList();
        int size = query.pageSize(LARGEST_PAGE);
        ArrayNode rows = Json.array();
        matching.stream()
                .skip((long) (query.page() - 1) * size)
                .limit(size)
                .forEach(funding -> rows.add(AccountRows.funding(funding)));
        return Reply.ok(MarketRows.page(rows, query.page(), size, matching.size()));
    }

    private Reply leverage(Call call) {
        Market market = exchange.market(call.query().text("symbol"));
        return market == null
                ? Reply.refused(VenueCode.NO_SUCH_CONTRACT)
                : Reply.ok(leverageRows(call.account(), market));
    }

    private static ArrayNode leverageRows(Account account, Market market) {
        ArrayNode rows = Json.array();
        for (int type : new int[] {LONG, SHORT}) {
            Position position = account.position(market, type == LONG);
            RiskTier tier = market.instrument().tier(position == null ? 1 : position.holdVol());
            rows.add(MarketRows.tier(tier)
                    .put("symbol", market.instrument().symbol())
                    .put("positionType", type)
                    .put("openType", position == null ? Position.ISOLATED : position.openType())
                    .put("leverage", account.leverage(market, type == LONG))
                    .put("limitBySys", false)
                    .put("currentMmr", Json.number(tier.maintenanceMarginRate()))
                    .put("maxLeverageView", market.instrument().maxLeverage()));
        }
        return rows;
    }

    private Reply changeLeverage(Call call) {
        Params params = call.parameters();
        int leverage = params.number("leverage", 0);
        if (params.has("positionId")) {
            Position position = call.account().position(params.integer("positionId", 0));
            return position == null
                    ? Reply.refused(VenueCode.NO_SUCH_POSITION)
                    : Reply.of(exchange.changeLeverage(position, leverage));
        }
        Market market = exchange.market(params.text("symbol"));
        if (market == null) {
            return Reply.refused(VenueCode.NO_SUCH_CONTRACT);
        }
        int type = params.number("positionType", 0);
        if (type != LONG && type != SHORT) {
            throw new BadParameterException("positionType must be 1 (long) or 2 (short), was " + type);
        }
        return Reply.of(exchange.presetLeverage(call.account(), market, type == LONG, leverage));
    }

    private Reply changeMargin(Call call) {
        Params params = call.parameters();
        Position position = call.account().position(params.integer("positionId", 0));
        if (position == null) {
            return Reply.refused(VenueCode.NO_SUCH_POSITION);
        }
        BigDecimal amount = params.requiredDecimal("amount");
        String type = params.text("type");
        if (amount.signum() <= 0 || !(type.equals("ADD") || type.equals("SUB"))) {
            throw new BadParameterException("amount must be above 0 and type ADD or SUB");
        }
        return Reply.of(exchange.changeMargin(position, type.equals("ADD") ? amount : amount.negate()));
    }
}
