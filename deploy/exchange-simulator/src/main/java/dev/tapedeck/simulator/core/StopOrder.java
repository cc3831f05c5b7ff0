package dev.tapedeck.simulator.core;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A stop-loss and/or take-profit that belongs to a position and dies with it. Executes as a market close. */
public final class StopOrder {
    /** {@code triggerSide} before anything triggered. */
    public static final int NOT_TRIGGERED = 0;

    public static final int TAKE_PROFIT = 1;
    public static final int STOP_LOSS = 2;

    private final long id;
    private final long orderId;
    private final Position position;
    private final @Nullable BigDecimal stopLossPrice;
    private final @Nullable BigDecimal takeProfitPrice;
    private final PriceSource lossSource;
    private final PriceSource profitSource;
    private final long createdAtMillis;

    TriggerState state = TriggerState.UNTRIGGERED;
    EndReason endReason = EndReason.NONE;
    int triggerSide = NOT_TRIGGERED;
    long vol;
    long placedOrderId;
    long updatedAtMillis;
    int version = 1;

    StopOrder(
            long id,
            long orderId,
            Position position,
            long vol,
            @Nullable BigDecimal stopLossPrice,
            @Nullable BigDecimal takeProfitPrice,
            PriceSource lossSource,
            PriceSource profitSource,
            long createdAtMillis) {
        this.id = id;
        this.orderId = orderId;
        this.position = position;
        this.vol = vol;
        this.stopLossPrice = stopLossPrice;
        this.takeProfitPrice = takeProfitPrice;
        this.lossSource = lossSource;
        this.profitSource = profitSource;
        this.createdAtMillis = createdAtMillis;
        this.updatedAtMillis = createdAtMillis;
    }

    public long id() {
        return id;
    }

    /** The order it was attached to; 0 when it was placed on the position itself. */
    public long orderId() {
        return orderId;
    }

    public Position position() {
        return position;
    }

    public @Nullable BigDecimal stopLossPrice() {
        return stopLossPrice;
    }

    public @Nullable BigDecimal takeProfitPrice() {
        return takeProfitPrice;
    }

    public PriceSource lossSource() {
        return lossSource;
    }

    public PriceSource profitSource() {
        return profitSource;
    }

    public long createdAtMillis() {
        return createdAtMillis;
    }

    public TriggerState state() {
        return state;
    }

    public EndReason endReason() {
        return endReason;
    }

    public int triggerSide() {
        return triggerSide;
    }

    public long vol() {
        return vol;
    }

    /** The closing order this stop became; 0 before it triggered. */
    public long placedOrderId() {
        return placedOrderId;
    }

    public long updatedAtMillis() {
        return updatedAtMillis;
    }

    public int version() {
        return version;
    }

    /** Which side the market has reached: {@link #STOP_LOSS}, {@link #TAKE_PROFIT} or {@link #NOT_TRIGGERED}. */
    int reachedSide() {
        Instrument instrument = position.market().instrument();
        if (stopLossPrice != null) {
            int distance = instrument.price(lossSource.ticks(position.market())).compareTo(stopLossPrice);
            if (position.isLong() ? distance <= 0 : distance >= 0) {
                return STOP_LOSS;
            }
        }
        if (takeProfitPrice != null) {
            int distance =
                    instrument.price(profitSource.ticks(position.market())).compareTo(takeProfitPrice);
            if (position.isLong() ? distance >= 0 : distance <= 0) {
                return TAKE_PROFIT;
            }
        }
        return NOT_TRIGGERED;
    }
}
