package dev.tapedeck.simulator.core;

import java.math.BigDecimal;
import java.util.List;

/**
 * A contract's definition. Prices inside the core are whole ticks of {@code priceUnit}, volumes whole contracts, so both
 * are exact longs; money is a BigDecimal in USDT.
 *
 * @param id contract id, shown in tickers
 * @param symbol for example BTC_USDT
 * @param priceUnit USDT per tick
 * @param contractSize base coin per contract
 * @param maxVol most contracts in one order
 * @param priceBand allowed distance of a limit price from the index price, a fraction
 * @param riskLadder ascending, at least one tier
 * @param createdAtMillis when the instrument was listed, tape time
 */
public record Instrument(
        int id,
        String symbol,
        BigDecimal priceUnit,
        BigDecimal contractSize,
        long maxVol,
        BigDecimal takerFeeRate,
        BigDecimal makerFeeRate,
        BigDecimal liquidationFeeRate,
        BigDecimal priceBand,
        BigDecimal fundingRate,
        List<RiskTier> riskLadder,
        long createdAtMillis) {

    /** Settlement happens at 00:00, 08:00 and 16:00 UTC. */
    public static final int FUNDING_CYCLE_HOURS = 8;

    public static final int MAX_OPEN_ORDERS = 200;

    /** Returns the same contract with other fee rates. */
    public Instrument withFees(BigDecimal taker, BigDecimal maker) {
        return new Instrument(
                id,
                symbol,
                priceUnit,
                contractSize,
                maxVol,
                taker,
                maker,
                liquidationFeeRate,
                priceBand,
                fundingRate,
                riskLadder,
                createdAtMillis);
    }

    public String baseCoin() {
        return symbol.substring(0, symbol.indexOf('_'));
    }

    public String quoteCoin() {
        return symbol.substring(symbol.indexOf('_') + 1);
    }

    public int priceScale() {
        return Math.max(0, priceUnit.stripTrailingZeros().scale());
    }

    public int maxLeverage() {
        return riskLadder.getFirst().maxLeverage();
    }

    public BigDecimal price(long ticks) {
        return priceUnit.multiply(BigDecimal.valueOf(ticks));
    }

    public boolean isOnTick(BigDecimal price) {
        return price.remainder(priceUnit).signum() == 0;
    }

    /** Whole ticks in a price, rounded down. */
    public long ticks(BigDecimal price) {
        return price.divideToIntegralValue(priceUnit).longValueExact();
    }

    /** Notional value in USDT of contracts at a price. */
    public BigDecimal value(long ticks, long contracts) {
        return valueOfTickVolume(Math.multiplyExact(ticks, contracts));
    }

    /** Value in USDT of a sum of ticks times contracts. */
    public BigDecimal valueOfTickVolume(long tickVolume) {
        return priceUnit.multiply(contractSize).multiply(BigDecimal.valueOf(tickVolume));
    }

    /** The ladder's step for a position of that many contracts; the last one for anything above the ladder. */
    public RiskTier tier(long contracts) {
        for (RiskTier tier : riskLadder) {
            if (contracts <= tier.maxVol()) {
                return tier;
            }
        }
        return riskLadder.getLast();
    }
}
