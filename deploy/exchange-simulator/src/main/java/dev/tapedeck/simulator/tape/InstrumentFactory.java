package dev.tapedeck.simulator.tape;

import dev.tapedeck.simulator.core.Instrument;
import dev.tapedeck.simulator.core.RiskTier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Gives a tape its contract definition, from the terms in it or else from symbol, tick and first price alone: one contract is worth 0.1 to 1 USDT at
 * the first price (BTC: 0.0001 coin, as at the venue), and the risk ladder is set in USDT at that price.
 */
final class InstrumentFactory {
    private static final int BTC_CONTRACT_DECIMALS = 4;
    private static final BigDecimal TAKER_FEE = new BigDecimal("0.0004");
    private static final BigDecimal MAKER_FEE = new BigDecimal("0.0001");
    private static final BigDecimal LIQUIDATION_FEE = new BigDecimal("0.0004");
    private static final BigDecimal FUNDING_RATE = new BigDecimal("0.0001");
    private static final BigDecimal BTC_PRICE_BAND = new BigDecimal("0.1");
    private static final BigDecimal PRICE_BAND = new BigDecimal("0.2");
    private static final long LADDER_USDT = 10_000_000;
    private static final int FIRST_ID = 10;

    private InstrumentFactory() {}

    static int contractDecimals(String symbol, BigDecimal firstPrice) {
        if (symbol.startsWith("BTC_")) {
            return BTC_CONTRACT_DECIMALS;
        }
        BigDecimal price = firstPrice.stripTrailingZeros();
        return price.precision() - price.scale();
    }

    static Instrument create(
            int market, String symbol, BigDecimal priceUnit, BigDecimal firstPrice, long listedAtMillis) {
        BigDecimal contractSize = BigDecimal.ONE.scaleByPowerOfTen(-contractDecimals(symbol, firstPrice));
        BigDecimal contractValue = contractSize.multiply(firstPrice);
        long maxVol = BigDecimal.valueOf(LADDER_USDT)
                .divide(contractValue, 0, RoundingMode.DOWN)
                .longValueExact();
        return create(
                market,
                new TapeTerms(symbol, priceUnit, plain(contractSize), maxVol, TAKER_FEE, MAKER_FEE),
                listedAtMillis);
    }

    /** Returns the contract that the terms name; the steps of its risk ladder are fixed parts of the greatest quantity. */
    static Instrument create(int market, TapeTerms terms, long listedAtMillis) {
        String symbol = terms.symbol();
        long most = terms.maxQuantity();
        List<RiskTier> ladder = List.of(
                tier(1, most / 100, "0.005", "0.01", 100),
                tier(2, most / 20, "0.01", "0.02", 50),
                tier(3, most / 5, "0.025", "0.05", 20),
                tier(4, most, "0.05", "0.1", 10));
        return new Instrument(
                FIRST_ID + market,
                symbol,
                terms.priceTick(),
                terms.contractSize(),
                ladder.getLast().maxVol(),
                terms.takerFee(),
                terms.makerFee(),
                LIQUIDATION_FEE,
                symbol.startsWith("BTC_") ? BTC_PRICE_BAND : PRICE_BAND,
                FUNDING_RATE,
                ladder,
                listedAtMillis);
    }

    private static RiskTier tier(int level, long maxVol, String maintenance, String initial, int maxLeverage) {
        return new RiskTier(
                level, Math.max(level, maxVol), new BigDecimal(maintenance), new BigDecimal(initial), maxLeverage);
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
    }
}
