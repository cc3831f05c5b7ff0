package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How a fill and an answer of the venue change a position. */
final class Position {
    /** Decimals of an average price; beyond every venue's tick. */
    private static final int AVERAGE_SCALE = 12;

    private Position() {}

    static PositionChanged none(FillRecorded fill) {
        return new PositionChanged(
                fill.sessionId(),
                fill.symbol(),
                fill.direction(),
                fill.strategyId(),
                Quantity.ZERO,
                null,
                0,
                Usdt.ZERO,
                Usdt.ZERO,
                null,
                true);
    }

    static PositionChanged withFill(PositionChanged before, FillRecorded fill) {
        return fill.purpose().reducesOnly() ? reduced(before, fill) : added(before, fill);
    }

    /** Returns the position with the venue's answer; a venue that does not mention it holds nothing. */
    static PositionChanged withVenue(PositionChanged before, int leverage, VenuePosition venue) {
        return new PositionChanged(
                before.sessionId(),
                before.symbol(),
                before.direction(),
                before.strategyId(),
                before.quantity(),
                before.averageEntryPrice(),
                leverage,
                before.realised(),
                before.fees(),
                venue,
                venue.quantity().equals(before.quantity()));
    }

    /** Returns the position with the venue's quantity as our own. */
    static PositionChanged corrected(PositionChanged before, VenuePosition venue, Usdt realised, Usdt fees) {
        return new PositionChanged(
                before.sessionId(),
                before.symbol(),
                before.direction(),
                before.strategyId(),
                venue.quantity(),
                venue.averageEntryPrice(),
                before.leverage(),
                before.realised().plus(realised),
                before.fees().plus(fees),
                venue,
                true);
    }

    private static PositionChanged added(PositionChanged before, FillRecorded fill) {
        Quantity quantity = before.quantity().plus(fill.quantity());
        BigDecimal turnover = turnover(before)
                .add(fill.price().value().multiply(fill.quantity().contracts()));
        var average = new Price(turnover.divide(quantity.contracts(), AVERAGE_SCALE, RoundingMode.HALF_EVEN));
        String owner = before.quantity().isZero() ? fill.strategyId() : before.strategyId();
        return changed(before, owner, quantity, average, fill.fee().negated(), fill.fee());
    }

    private static PositionChanged reduced(PositionChanged before, FillRecorded fill) {
        Quantity closed = fill.quantity().min(before.quantity());
        Quantity left = before.quantity().minus(closed);
        Usdt realised = profit(before, fill, closed).minus(fill.fee());
        Price average = left.isZero() ? null : before.averageEntryPrice();
        return changed(before, before.strategyId(), left, average, realised, fill.fee());
    }

    /** Profit is the price difference times coins; the coins of a fill are its notional over its price. */
    private static Usdt profit(PositionChanged before, FillRecorded fill, Quantity closed) {
        Price entry = before.averageEntryPrice();
        if (entry == null || closed.isZero()) {
            return Usdt.ZERO;
        }
        BigDecimal coins = fill.notional()
                .value()
                .multiply(closed.contracts())
                .divide(fill.price().value().multiply(fill.quantity().contracts()), MathContext.DECIMAL128);
        BigDecimal rise = fill.price().value().subtract(entry.value());
        BigDecimal profit = coins.multiply(fill.direction() == Direction.LONG ? rise : rise.negate());
        return new Usdt(profit.setScale(AVERAGE_SCALE, RoundingMode.HALF_EVEN));
    }

    /** What the venue said before the fill proves no difference after it, so the truths agree until the venue is asked again. */
    private static PositionChanged changed(
            PositionChanged before,
            @Nullable String owner,
            Quantity quantity,
            @Nullable Price average,
            Usdt realised,
            Usdt fee) {
        return new PositionChanged(
                before.sessionId(),
                before.symbol(),
                before.direction(),
                owner,
                quantity,
                average,
                before.leverage(),
                before.realised().plus(realised),
                before.fees().plus(fee),
                before.venue(),
                true);
    }

    private static BigDecimal turnover(PositionChanged position) {
        Price average = position.averageEntryPrice();
        return average == null
                ? BigDecimal.ZERO
                : average.value().multiply(position.quantity().contracts());
    }
}
