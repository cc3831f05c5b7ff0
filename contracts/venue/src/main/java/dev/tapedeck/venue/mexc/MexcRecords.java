package dev.tapedeck.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.venue.Asset;
import dev.tapedeck.venue.Book;
import dev.tapedeck.venue.CancelRow;
import dev.tapedeck.venue.Deal;
import dev.tapedeck.venue.DepthChange;
import dev.tapedeck.venue.Funding;
import dev.tapedeck.venue.HeldPosition;
import dev.tapedeck.venue.Instrument;
import dev.tapedeck.venue.Level;
import dev.tapedeck.venue.LeverageSetting;
import dev.tapedeck.venue.PastOrder;
import dev.tapedeck.venue.PublicTrade;
import dev.tapedeck.venue.Ticker;
import dev.tapedeck.venue.VenueOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The venue's objects, which REST replies and pushes share, as the port's types. Every method throws {@link MalformedMessage} and nothing else. */
final class MexcRecords {
    private MexcRecords() {}

    static Instrument instrument(MexcFields row) {
        BigDecimal contractSize = positive(row.decimal("contractSize"), "contractSize");
        var terms = new InstrumentListed(
                row.symbol(),
                contractSize,
                row.price("priceUnit"),
                row.contracts("volUnit"),
                row.contracts("minVol"),
                row.contracts("maxVol"),
                row.count("maxLeverage"),
                normal(row.decimal("takerFeeRate")),
                normal(row.decimal("makerFeeRate")),
                normal(row.decimal("maintenanceMarginRate")));
        // Neither "type" nor "apiAllowed" tells whether a contract trades; "state" does.
        return new Instrument(terms, row.count("state") == 0);
    }

    static Book book(Symbol symbol, MexcFields row, Instant otherwiseAt) {
        return new Book(
                symbol,
                sorted(levels(row, "bids"), Comparator.comparing(Level::price).reversed()),
                sorted(levels(row, "asks"), Comparator.comparing(Level::price)),
                row.whole("version"),
                bookTime(row, otherwiseAt));
    }

    static DepthChange depthChange(Symbol symbol, MexcFields row, Instant otherwiseAt) {
        long end = row.whole("end", "version");
        long begin = row.wholeOr(end, "begin");
        if (begin > end) {
            throw new MalformedMessage("begin must be <= end, was " + begin + " > " + end);
        }
        return new DepthChange(
                symbol, levels(row, "bids"), levels(row, "asks"), begin, end, bookTime(row, otherwiseAt));
    }

    private static Instant bookTime(MexcFields row, Instant otherwise) {
        Instant at = row.timeOrNull("cts", "ct", "timestamp");
        return at == null ? otherwise : at;
    }

    private static List<Level> levels(MexcFields row, String name) {
        JsonNode list = row.any(name).orElseThrow(() -> new MalformedMessage("field '" + name + "' is required"));
        if (!list.isArray()) {
            throw new MalformedMessage(name + " must be a list, was " + MexcFields.kind(list));
        }
        var levels = new ArrayList<Level>(list.size());
        list.forEach(level -> levels.add(level(level)));
        return levels;
    }

    /** A level is price, contracts, number of orders. */
    private static Level level(JsonNode level) {
        if (!level.isArray() || level.size() < 2) {
            throw new MalformedMessage("a level must be [price, contracts, orders], was " + MexcFields.kind(level));
        }
        return MexcFields.value(
                "level",
                () -> new Level(
                        new Price(MexcFields.decimal(level.get(0), "price")),
                        new Quantity(MexcFields.decimal(level.get(1), "contracts"))));
    }

    private static List<Level> sorted(List<Level> levels, Comparator<Level> order) {
        return levels.stream()
                .filter(level -> !level.quantity().isZero())
                .sorted(order)
                .toList();
    }

    static Ticker ticker(MexcFields row, Instant otherwiseAt) {
        Instant at = row.timeOrNull("timestamp");
        return new Ticker(
                row.symbol(),
                row.priceOrNull("lastPrice"),
                row.priceOrNull("bid1"),
                row.priceOrNull("ask1"),
                row.priceOrNull("fairPrice"),
                at == null ? otherwiseAt : at);
    }

    /** Returns the trades oldest first; those of one millisecond keep the order of the rows. */
    static List<PublicTrade> trades(List<MexcFields> rows) {
        return rows.stream()
                .map(MexcRecords::trade)
                .sorted(Comparator.comparing(PublicTrade::at))
                .toList();
    }

    private static PublicTrade trade(MexcFields row) {
        return new PublicTrade(row.textOrNull("i"), row.price("p"), row.contracts("v"), takerSide(row), row.time("t"));
    }

    private static Side takerSide(MexcFields row) {
        return switch (row.count("T")) {
            case 1 -> Side.BUY;
            case 2 -> Side.SELL;
            default -> throw new MalformedMessage("T must be 1 or 2, was " + row.count("T"));
        };
    }

    static VenueOrder order(MexcFields row) {
        MexcSide side = MexcSide.of(row.count("side"));
        return new VenueOrder(
                row.text("orderId"),
                row.textOrNull("externalOid"),
                row.symbol(),
                side.side(),
                side.direction(),
                orderState(row.count("state")),
                row.contracts("vol"),
                row.contracts("dealVol"),
                row.priceOrNull("dealAvgPrice"),
                row.countOr(1, "leverage"),
                MexcOrderEnd.of(row.countOr(0, "errorCode")),
                row.wholeOr(0, "version"),
                row.time("createTime"),
                row.time("updateTime", "createTime"));
    }

    static PastOrder pastOrder(MexcFields row) {
        Usdt takerFee = row.amountOrZero("takerFee");
        Usdt makerFee = row.amountOrZero("makerFee");
        return new PastOrder(
                order(row), category(row.count("category")), row.amountOrZero("profit"), takerFee.plus(makerFee));
    }

    private static PastOrder.Category category(int category) {
        return switch (category) {
            case 1 -> PastOrder.Category.NORMAL;
            case 2 -> PastOrder.Category.LIQUIDATION;
            case 4 -> PastOrder.Category.AUTO_DELEVERAGING;
            default -> PastOrder.Category.OTHER;
        };
    }

    /** Returns an empty text for a stop that did not become an order. */
    static String orderOfStop(MexcFields row) {
        String id = row.textOrNull("placeOrderId");
        return id == null || id.equals("0") ? "" : id;
    }

    private static VenueOrder.State orderState(int state) {
        return switch (state) {
            case 1 -> VenueOrder.State.PENDING;
            case 2 -> VenueOrder.State.OPEN;
            case 3 -> VenueOrder.State.FILLED;
            case 4 -> VenueOrder.State.CANCELLED;
            case 5 -> VenueOrder.State.INVALID;
            default -> throw new MalformedMessage("order state must be 1 to 5, was " + state);
        };
    }

    static Deal deal(MexcFields row) {
        MexcSide side = MexcSide.of(row.count("side"));
        return new Deal(
                row.text("id"),
                row.text("orderId"),
                row.textOrNull("externalOid"),
                row.symbol(),
                side.side(),
                side.direction(),
                row.price("price"),
                row.contracts("vol"),
                row.amount("fee"),
                row.amountOrZero("profit"),
                row.flagOr(true, "taker", "isTaker"),
                row.time("timestamp"));
    }

    static HeldPosition position(MexcFields row) {
        return new HeldPosition(
                row.text("positionId"),
                row.symbol(),
                MexcSide.direction(row.count("positionType")),
                row.count("state") != 3,
                row.contracts("holdVol"),
                row.any("frozenVol").isPresent() ? row.contracts("frozenVol") : Quantity.ZERO,
                row.priceOrNull("holdAvgPriceFullyScale", "holdAvgPrice"),
                row.priceOrNull("liquidatePrice"),
                row.decimalOrNull("marginRatio"),
                row.amountOrZero("im"),
                row.countOr(1, "leverage"),
                row.amountOrZero("realised"),
                row.amountOrNull("pnl"),
                row.wholeOr(0, "version"),
                row.time("updateTime", "createTime"));
    }

    static Funding funding(MexcFields row) {
        return new Funding(
                row.text("id"),
                row.text("positionId"),
                row.symbol(),
                MexcSide.direction(row.count("positionType")),
                row.amount("funding"),
                normal(row.decimal("rate")),
                row.time("settleTime"));
    }

    static Asset asset(MexcFields row) {
        return new Asset(
                row.text("currency"),
                row.amount("availableOpen", "availableBalance"),
                row.amountOrZero("frozenBalance"),
                row.amountOrZero("positionMargin"),
                row.amountOrNull("equity"),
                row.amountOrNull("unrealized"));
    }

    static LeverageSetting leverage(MexcFields row) {
        return new LeverageSetting(
                MexcSide.direction(row.count("positionType")), row.count("leverage"), row.countOr(1, "openType") == 1);
    }

    static CancelRow cancelRow(MexcFields row) {
        int code = row.countOr(0, "errorCode");
        CancelRow.Outcome outcome = switch (code) {
            case 0 -> CancelRow.Outcome.CANCELLED;
            case MexcCode.NO_SUCH_ORDER -> CancelRow.Outcome.NOT_FOUND;
            case MexcCode.NOT_CANCELLABLE -> CancelRow.Outcome.NOT_CANCELLABLE;
            default -> CancelRow.Outcome.FAILED;
        };
        String message = row.textOrNull("errorMsg");
        return new CancelRow(row.text("orderId"), outcome, code, message == null ? "" : message);
    }

    private static BigDecimal positive(BigDecimal number, String name) {
        if (number.signum() <= 0) {
            throw new MalformedMessage(name + " must be > 0, was " + number);
        }
        return normal(number);
    }

    /** Equal numbers must be equal values, or a trailing zero would look like a change of terms. */
    private static BigDecimal normal(BigDecimal number) {
        if (number.precision() > 60 || Math.abs((long) number.scale()) > 60) {
            throw new MalformedMessage("a rate or size must have at most 60 digits");
        }
        return number.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(number.stripTrailingZeros().toPlainString());
    }
}
