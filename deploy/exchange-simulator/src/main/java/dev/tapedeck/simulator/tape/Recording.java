package dev.tapedeck.simulator.tape;

import dev.tapedeck.simulator.core.MarketOpening;
import java.math.BigDecimal;
import java.util.function.IntFunction;

/**
 * One market's tape, ready to play: what instrument it trades, where it begins and ends, and how to open it.
 *
 * @param firstMillis time of the first print
 * @param lastMillis time of the last print
 * @param opener opens a cursor for the market with the given index
 */
public record Recording(MarketOpening opening, long firstMillis, long lastMillis, IntFunction<TapeCursor> opener) {

    public String symbol() {
        return opening.instrument().symbol();
    }

    /**
     * Returns the same tape traded at other fees.
     *
     * @param taker fraction of notional
     * @param maker fraction of notional
     */
    public Recording withFees(BigDecimal taker, BigDecimal maker) {
        var instrument = opening.instrument().withFees(taker, maker);
        return new Recording(
                new MarketOpening(instrument, opening.ticks(), opening.contracts()), firstMillis, lastMillis, opener);
    }
}
