package dev.tapedeck.simulator.core;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An order the venue accepted, with everything that has happened to it. Only the core changes it. */
public final class Order {
    /** Category of an ordinary order. */
    public static final int NORMAL = 1;
    /** Category of the venue's own order when it takes over a liquidated position. */
    public static final int LIQUIDATION = 2;

    private final long id;
    private final Account account;
    private final Market market;
    private final OrderRequest request;
    private final Side side;
    private final OrderType type;
    private final int category;
    private final int leverage;
    private final long limitTicks;
    private final long vol;
    private final long createdAtMillis;

    OrderState state = OrderState.OPEN;
    EndReason endReason = EndReason.NONE;
    long dealVol;
    long dealTickVolume;
    long queueAhead;
    /** Contracts that must not execute yet. */
    long withheld;

    long reservedVol;
    long positionId;
    long updatedAtMillis;
    int version = 1;
    BigDecimal orderMargin = BigDecimal.ZERO;
    BigDecimal frozenMargin = BigDecimal.ZERO;
    BigDecimal usedMargin = BigDecimal.ZERO;
    BigDecimal takerFee = BigDecimal.ZERO;
    BigDecimal makerFee = BigDecimal.ZERO;
    BigDecimal profit = BigDecimal.ZERO;

    Order(
            long id,
            Account account,
            Market market,
            OrderRequest request,
            Side side,
            OrderType type,
            int category,
            int leverage,
            long limitTicks,
            long vol,
            long createdAtMillis) {
        this.id = id;
        this.account = account;
        this.market = market;
        this.request = request;
        this.side = side;
        this.type = type;
        this.category = category;
        this.leverage = leverage;
        this.limitTicks = limitTicks;
        this.vol = vol;
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

    public Side side() {
        return side;
    }

    public OrderType type() {
        return type;
    }

    public int category() {
        return category;
    }

    public int leverage() {
        return leverage;
    }

    /** The limit in ticks; for market orders the price when the order came. */
    public long limitTicks() {
        return limitTicks;
    }

    public long vol() {
        return vol;
    }

    public long createdAtMillis() {
        return createdAtMillis;
    }

    public OrderState state() {
        return state;
    }

    public EndReason endReason() {
        return endReason;
    }

    public long dealVol() {
        return dealVol;
    }

    public long remainingVol() {
        return vol - dealVol;
    }

    /** Average fill price in USDT rounded to 12 decimals; zero before the first fill. */
    public BigDecimal dealAveragePrice() {
        return dealVol == 0
                ? BigDecimal.ZERO
                : Money.divide(market.instrument().price(dealTickVolume), BigDecimal.valueOf(dealVol));
    }

    /** Zero until the first fill. */
    public long positionId() {
        return positionId;
    }

    public long updatedAtMillis() {
        return updatedAtMillis;
    }

    public int version() {
        return version;
    }

    /** Margin and fees this order had frozen when it was accepted. */
    public BigDecimal orderMargin() {
        return orderMargin;
    }

    public BigDecimal usedMargin() {
        return usedMargin;
    }

    public BigDecimal takerFee() {
        return takerFee;
    }

    public BigDecimal makerFee() {
        return makerFee;
    }

    /** Realised profit of the closing fills, before fees. */
    public BigDecimal profit() {
        return profit;
    }

    @Nullable
    String externalOidOrNull() {
        return request.externalOid().isEmpty() ? null : request.externalOid();
    }
}
