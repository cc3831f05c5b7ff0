package dev.tapedeck.gateway.core.history;

import dev.tapedeck.contracts.value.Usdt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session made so far. A trade is a position from flat to flat; it is a win when it earned more than nothing net of fees. Amounts are exact; what divides by nothing is absent.
 *
 * @param equity the last that was marked; the initial balance before that
 * @param realised of closed trades and of what is open, net of fees, without funding
 * @param unrealised of what is open, on the marks that the venue was last asked for
 * @param fees of closed trades and of what is open
 * @param funding received when positive
 * @param trades closed ones
 * @param profitFactor sum of the wins over the sum of the losses
 * @param averageLoss at most zero
 * @param expectancy what a trade earned on average
 * @param sharpe see {@link Ratios}
 * @param maxDrawdown the greatest fall of the marked equity below its peak
 * @param maxDrawdownRate as a fraction of the peak
 * @param equityCurve evenly thinned, oldest first
 * @param byExit what closed them: ZE1, E1, or what the venue did
 */
public record Performance(
        String sessionId,
        Usdt initialBalance,
        Usdt equity,
        Usdt realised,
        Usdt unrealised,
        Usdt fees,
        Usdt funding,
        long trades,
        long wins,
        long losses,
        @Nullable Double winRate,
        @Nullable Double profitFactor,
        @Nullable Usdt averageWin,
        @Nullable Usdt averageLoss,
        @Nullable Usdt expectancy,
        @Nullable Double sharpe,
        @Nullable Double sortino,
        Usdt maxDrawdown,
        double maxDrawdownRate,
        List<Point> equityCurve,
        List<Group> bySymbol,
        List<Group> byStrategy,
        List<Group> byExit) {
    public Performance {
        equityCurve = List.copyOf(equityCurve);
        bySymbol = List.copyOf(bySymbol);
        byStrategy = List.copyOf(byStrategy);
        byExit = List.copyOf(byExit);
    }

    /** The equity at a time. */
    public record Point(Instant t, Usdt equity) {}

    /** Closed trades that have something in common. */
    public record Group(String key, long trades, long wins, Usdt realised, Usdt fees) {}
}
