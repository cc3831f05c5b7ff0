package dev.tapedeck.simulator.core;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A position of one account in one market and direction, from its opening to its close. Only the core changes it. */
public final class Position {
    public static final int ISOLATED = 1;
    public static final int CROSS = 2;

    /** {@code state} while held. */
    public static final int HOLDING = 1;
    /** {@code state} once closed. */
    public static final int CLOSED = 3;

    private final long id;
    private final Account account;
    private final Market market;
    private final boolean isLong;
    private final int openType;
    private final long createdAtMillis;

    int leverage;
    int state = HOLDING;
    long holdVol;
    long frozenVol;
    long closeVol;
    long updatedAtMillis;
    int version;
    BigDecimal cost = BigDecimal.ZERO;
    BigDecimal margin = BigDecimal.ZERO;
    BigDecimal originalMargin = BigDecimal.ZERO;
    BigDecimal fees = BigDecimal.ZERO;
    BigDecimal funding = BigDecimal.ZERO;
    BigDecimal closeProfit = BigDecimal.ZERO;
    long openedVol;
    long openedTickVolume;
    long closedTickVolume;

    Position(
            long id, Account account, Market market, boolean isLong, int openType, int leverage, long createdAtMillis) {
        this.id = id;
        this.account = account;
        this.market = market;
        this.isLong = isLong;
        this.openType = openType;
        this.leverage = leverage;
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

    public boolean isLong() {
        return isLong;
    }

    /** 1 isolated, 2 cross. */
    public int openType() {
        return openType;
    }

    public int leverage() {
        return leverage;
    }

    public int state() {
        return state;
    }

    public long holdVol() {
        return holdVol;
    }

    /** Contracts tied up in closing orders. */
    public long frozenVol() {
        return frozenVol;
    }

    public long closableVol() {
        return holdVol - frozenVol;
    }

    public long closeVol() {
        return closeVol;
    }

    public long createdAtMillis() {
        return createdAtMillis;
    }

    public long updatedAtMillis() {
        return updatedAtMillis;
    }

    public int version() {
        return version;
    }

    /** Margin held for the position in USDT, with the reserve for the closing fee. */
    public BigDecimal margin() {
        return margin;
    }

    public BigDecimal originalMargin() {
        return originalMargin;
    }

    /** Trading fees paid in USDT, opening and closing. */
    public BigDecimal fees() {
        return fees;
    }

    /** Funding in USDT, positive when received. */
    public BigDecimal funding() {
        return funding;
    }

    /** Profit of the closed part in USDT before fees. */
    public BigDecimal closeProfit() {
        return closeProfit;
    }

    public BigDecimal realised() {
        return closeProfit.subtract(fees).add(funding);
    }

    /** Average price of what is held; of all that was opened once it is closed. */
    public BigDecimal holdAveragePrice() {
        return holdVol == 0
                ? openAveragePrice()
                : Money.divide(cost, market.instrument().contractSize().multiply(BigDecimal.valueOf(holdVol)));
    }

    public BigDecimal openAveragePrice() {
        return averagePrice(openedTickVolume, openedVol);
    }

    public BigDecimal closeAveragePrice() {
        return averagePrice(closedTickVolume, closeVol);
    }

    private BigDecimal averagePrice(long tickVolume, long vol) {
        return vol == 0
                ? BigDecimal.ZERO
                : Money.divide(market.instrument().price(tickVolume), BigDecimal.valueOf(vol));
    }

    /** Profit of the held part at the fair price, USDT. */
    public BigDecimal unrealised() {
        return profitAt(market.instrument().value(market.fairTicks(), holdVol), cost);
    }

    private BigDecimal profitAt(BigDecimal value, BigDecimal ofCost) {
        return isLong ? value.subtract(ofCost) : ofCost.subtract(value);
    }

    public BigDecimal maintenanceMargin() {
        return cost.multiply(market.instrument().tier(holdVol).maintenanceMarginRate());
    }

    /** (maintenance margin + liquidation fee) / (margin + unrealised): liquidation is at 1. Zero when nothing is held. */
    public BigDecimal marginRatio() {
        BigDecimal backing = margin.add(unrealised());
        return backing.signum() <= 0 ? BigDecimal.ZERO : Money.divide(liquidationNeed(), backing);
    }

    BigDecimal liquidationNeed() {
        Instrument instrument = market.instrument();
        BigDecimal fee = instrument.value(market.fairTicks(), holdVol).multiply(instrument.liquidationFeeRate());
        return maintenanceMargin().add(fee);
    }

    /**
     * The fair price at which an isolated position's margin and loss just meet maintenance margin and liquidation fee:
     * long (cost (1 + mmr) - margin) / (size (1 - f)), short (cost (1 - mmr) + margin) / (size (1 + f)). With
     * margin = cost / leverage + cost r this is the venue's entry (1 - 1/L - r + mmr) / (1 - f). Zero for cross
     * positions and when nothing is held.
     */
    public BigDecimal liquidationPrice() {
        if (holdVol == 0 || openType == CROSS) {
            return BigDecimal.ZERO;
        }
        return priceWhereMarginIs(maintenanceMargin()).max(BigDecimal.ZERO);
    }

    /** The price at which nothing of the margin is left after the liquidation fee. */
    BigDecimal bankruptcyPrice() {
        return priceWhereMarginIs(BigDecimal.ZERO);
    }

    private BigDecimal priceWhereMarginIs(BigDecimal remainder) {
        Instrument instrument = market.instrument();
        BigDecimal size = instrument.contractSize().multiply(BigDecimal.valueOf(holdVol));
        BigDecimal fee = instrument.liquidationFeeRate();
        return isLong
                ? Money.divide(cost.add(remainder).subtract(margin), size.multiply(BigDecimal.ONE.subtract(fee)))
                : Money.divide(cost.subtract(remainder).add(margin), size.multiply(BigDecimal.ONE.add(fee)));
    }

    /** Adds opened contracts with their margin. */
    void open(long ticks, long vol, BigDecimal addedMargin) {
        cost = cost.add(market.instrument().value(ticks, vol));
        margin = margin.add(addedMargin);
        originalMargin = originalMargin.add(addedMargin);
        holdVol += vol;
        openedVol += vol;
        openedTickVolume = Math.addExact(openedTickVolume, Math.multiplyExact(ticks, vol));
    }

    /** Removes closed contracts with their share of cost and margin, and returns their profit before fees. */
    BigDecimal close(long ticks, long vol) {
        BigDecimal closedCost = Money.share(cost, vol, holdVol);
        margin = margin.subtract(Money.share(margin, vol, holdVol));
        originalMargin = originalMargin.subtract(Money.share(originalMargin, vol, holdVol));
        cost = cost.subtract(closedCost);
        holdVol -= vol;
        closeVol += vol;
        closedTickVolume = Math.addExact(closedTickVolume, Math.multiplyExact(ticks, vol));
        BigDecimal profit = profitAt(market.instrument().value(ticks, vol), closedCost);
        closeProfit = closeProfit.add(profit);
        if (holdVol == 0) {
            state = CLOSED;
        }
        return profit;
    }

    /** The nearest tick to the bankruptcy price at which the loss is not above the margin; at least one tick. */
    long takeoverTicks() {
        Instrument instrument = market.instrument();
        BigDecimal ticks =
                bankruptcyPrice().divide(instrument.priceUnit(), 0, isLong ? RoundingMode.CEILING : RoundingMode.FLOOR);
        return Math.max(1, ticks.longValueExact());
    }
}
