package dev.tapedeck.simulator.market;

/**
 * The last 24 hours up to a moment, in ticks and contracts, from one-minute candles.
 *
 * @param openTicks price 24 hours ago, or the first known one
 */
public record DayStatistics(long openTicks, long highTicks, long lowTicks, long contracts, long tickVolume) {
    private static final long DAY_SECONDS = 86_400;

    static DayStatistics of(Candles minutes, long nowMillis, long lastTicks) {
        long since = nowMillis / 1000 - DAY_SECONDS;
        long open = lastTicks;
        long high = lastTicks;
        long low = lastTicks;
        long contracts = 0;
        long tickVolume = 0;
        for (int candle = minutes.size() - 1; candle >= 0 && minutes.startSeconds(candle) > since; candle--) {
            open = minutes.open(candle);
            high = Math.max(high, minutes.realHigh(candle));
            low = Math.min(low, minutes.realLow(candle));
            contracts += minutes.contracts(candle);
            tickVolume += minutes.tickVolume(candle);
        }
        return new DayStatistics(open, high, low, contracts, tickVolume);
    }
}
