package dev.tapedeck.simulator.core;

import java.math.BigDecimal;

/** An order request that is sent to the book when a price is reached; expires after 24 hours or 7 days of tape time. */
public final class PlanOrder {
    /** {@code triggerType}: the watched price is at or above the trigger price. */
    public static final int AT_OR_ABOVE = 1;
    /** {@code triggerType}: the watched price is at or below the trigger price. */
    public static final int AT_OR_BELOW = 2;

    private final long id;
    private final Account account;
    private final Market market;
    private final OrderRequest request;
    private final BigDecimal triggerPrice;
    private final int triggerType;
    private final PriceSource source;
    private final int executeCycle;
    private final long createdAtMillis;

    TriggerState state = TriggerState.UNTRIGGERED;
    int errorCode;
    long placedOrderId;
    long updatedAtMillis;

    PlanOrder(
            long id,
            Account account,
            Market market,
            OrderRequest request,
            BigDecimal triggerPrice,
            int triggerType,
            PriceSource source,
            int executeCycle,
            long createdAtMillis) {
        this.id = id;
        this.account = account;
        this.market = market;
        this.request = request;
        this.triggerPrice = triggerPrice;
        this.triggerType = triggerType;
        this.source = source;
        this.executeCycle = executeCycle;
        this.createdAtMillis = createdAtMillis;
        this.updatedAtMillis = createdAtMillis;
    }

    public long id() {
        return id;
    }

    public Account account() {
        return account;
    }

    public Market market() {
        return market;
    }

    public OrderRequest request() {
        return request;
    }

    public BigDecimal triggerPrice() {
        return triggerPrice;
    }

    public int triggerType() {
        return triggerType;
    }

    public PriceSource source() {
        return source;
    }

    /** 1 = 24 hours, 2 = 7 days. */
    public int executeCycle() {
        return executeCycle;
    }

    public long createdAtMillis() {
        return createdAtMillis;
    }

    public TriggerState state() {
        return state;
    }

    /** The refusal of the order this plan became; 0 when there was none. */
    public int errorCode() {
        return errorCode;
    }

    /** The order this plan became; 0 before it triggered. */
    public long placedOrderId() {
        return placedOrderId;
    }

    public long updatedAtMillis() {
        return updatedAtMillis;
    }

    boolean isReached() {
        int distance = market.instrument().price(source.ticks(market)).compareTo(triggerPrice);
        return triggerType == AT_OR_ABOVE ? distance >= 0 : distance <= 0;
    }

    boolean isExpired(long nowMillis) {
        long hours = executeCycle == 1 ? 24 : 7 * 24;
        return nowMillis - createdAtMillis >= hours * 3_600_000L;
    }
}
