package dev.tapedeck.simulator.market;

import dev.tapedeck.simulator.core.Market;

/** The prices of a market at one moment, in ticks. */
public record Quotes(long lastTicks, long bestBidTicks, long bestAskTicks, long indexTicks, long fairTicks) {
    static Quotes of(Market market) {
        return new Quotes(
                market.lastTicks(),
                market.bestBidTicks(),
                market.bestAskTicks(),
                market.indexTicks(),
                market.fairTicks());
    }
}
