package dev.tapedeck.simulator.tape;

import dev.tapedeck.simulator.core.Instrument;
import dev.tapedeck.simulator.core.MarketOpening;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;

/**
 * A day of a {@link Scenario}, made from a seed: the same seed and symbol give the same prints. The price path is double
 * arithmetic (with StrictMath, so it repeats on every machine) rounded to ticks.
 */
final class SyntheticTape implements TapeCursor {
    static final long START_MILLIS = 1_767_225_600_000L; // 2026-01-01T00:00:00Z
    private static final long DURATION_MILLIS = 24 * 3_600_000L;
    private static final double CALM_PRINTS_PER_SECOND = 1.5;
    private static final double VOLATILITY_PER_ROOT_SECOND = 0.0002;
    private static final double MEAN_PRINT_USDT = 60;
    private static final int SIGNIFICANT_DIGITS = 5;

    private final int market;
    private final Scenario scenario;
    private final SplittableRandom random;
    private final double tickSize;
    private final double contractUsdt;
    private double logPrice;
    private double timeMillis = START_MILLIS;
    private long timestampMillis = START_MILLIS;
    private long ticks;
    private long contracts;
    private boolean buyerTakes;
    private boolean sweeping;

    private SyntheticTape(int market, Scenario scenario, SplittableRandom random, Instrument instrument, double price) {
        this.market = market;
        this.scenario = scenario;
        this.random = random;
        this.tickSize = instrument.priceUnit().doubleValue();
        this.contractUsdt = instrument.contractSize().doubleValue() * price;
        this.logPrice = StrictMath.log(price);
    }

    static Recording create(Scenario scenario, String symbol, int market, long seed) {
        long symbolSeed = seed * 31 + symbol.hashCode();
        BigDecimal price = firstPrice(symbol, new SplittableRandom(symbolSeed));
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(price.precision() - price.scale() - SIGNIFICANT_DIGITS);
        BigDecimal priceUnit = unit.scale() < 0 ? unit.setScale(0, RoundingMode.UNNECESSARY) : unit;
        Instrument instrument = InstrumentFactory.create(market, symbol, priceUnit, price, START_MILLIS);
        long firstContracts =
                Math.max(1, (long) (MEAN_PRINT_USDT / (instrument.contractSize().doubleValue() * price.doubleValue())));
        return new Recording(
                new MarketOpening(instrument, instrument.ticks(price), firstContracts),
                START_MILLIS,
                START_MILLIS + DURATION_MILLIS,
                index -> new SyntheticTape(
                        index, scenario, new SplittableRandom(symbolSeed), instrument, price.doubleValue()));
    }

    private static BigDecimal firstPrice(String symbol, SplittableRandom random) {
        return switch (symbol) {
            case "BTC_USDT" -> new BigDecimal("60000");
            case "ETH_USDT" -> new BigDecimal("3000");
            default -> new BigDecimal(random.nextInt(10_000, 99_999)).movePointLeft(5);
        };
    }

    @Override
    public boolean advance() {
        double second = (timeMillis - START_MILLIS) / 1000;
        if (sweeping) {
            logPrice += (buyerTakes ? 1 : -1) * random.nextInt(0, 3) * tickSize / StrictMath.exp(logPrice);
        } else {
            double rate = CALM_PRINTS_PER_SECOND * scenario.activity(second);
            double gapSeconds = -StrictMath.log(1 - random.nextDouble()) / rate;
            timeMillis += gapSeconds * 1000;
            timestampMillis = (long) timeMillis;
            logPrice += scenario.driftPerSecond(second) * gapSeconds
                    + VOLATILITY_PER_ROOT_SECOND * StrictMath.sqrt(gapSeconds) * gaussian();
            buyerTakes = random.nextDouble() < scenario.buyShare(second);
        }
        sweeping = random.nextDouble() < scenario.sweepShare(second);
        long middle = Math.round(StrictMath.exp(logPrice) / tickSize);
        ticks = Math.max(2, middle + (buyerTakes ? 1 : 0));
        double sizeUsdt = -StrictMath.log(1 - random.nextDouble()) * MEAN_PRINT_USDT;
        contracts = Math.max(1, Math.round(sizeUsdt / contractUsdt));
        return timestampMillis <= START_MILLIS + DURATION_MILLIS;
    }

    /** Sum of twelve uniforms: near enough to normal, and the same on every machine. */
    private double gaussian() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    @Override
    public long timestampMillis() {
        return timestampMillis;
    }

    @Override
    public int market() {
        return market;
    }

    @Override
    public long ticks() {
        return ticks;
    }

    @Override
    public long contracts() {
        return contracts;
    }

    @Override
    public boolean buyerTakes() {
        return buyerTakes;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
