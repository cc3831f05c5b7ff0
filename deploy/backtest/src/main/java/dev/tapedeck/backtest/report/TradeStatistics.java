package dev.tapedeck.backtest.report;

import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What closed trades led to together. A win earned more than nothing net of fees, anything else is a loss; funding is beside it. Definitions as in van Tharp, Trade Your Way to Financial Freedom.
 *
 * @param winPercent 100 {@code wins / trades}; absent without trades
 * @param profitFactor sum of the wins over the sum of the losses; absent when nothing was lost
 * @param expectancy {@code pnl / trades}: what a trade earned on average, rounded to 8 decimals; absent without trades
 * @param averageWin rounded to 8 decimals; absent without wins
 * @param averageLoss at most zero, rounded to 8 decimals; absent without losses
 * @param pnl net of fees, without funding
 * @param funding received when positive
 */
public record TradeStatistics(
        int trades,
        int wins,
        @Nullable Double winPercent,
        @Nullable Double profitFactor,
        @Nullable Usdt expectancy,
        @Nullable Usdt averageWin,
        @Nullable Usdt averageLoss,
        Usdt pnl,
        Usdt fees,
        Usdt funding,
        Usdt slippage) {
    private static final int DIGITS = 8;

    static TradeStatistics of(List<Trade> closed) {
        List<Trade> won = closed.stream()
                .filter(trade -> trade.pnl().value().signum() > 0)
                .toList();
        List<Trade> lost = closed.stream()
                .filter(trade -> trade.pnl().value().signum() <= 0)
                .toList();
        Usdt pnl = sum(closed, Trade::pnl);
        Usdt losses = sum(lost, Trade::pnl);
        return new TradeStatistics(
                closed.size(),
                won.size(),
                closed.isEmpty() ? null : 100.0 * won.size() / closed.size(),
                losses.isNegative()
                        ? sum(won, Trade::pnl).value().doubleValue()
                                / losses.negated().value().doubleValue()
                        : null,
                average(pnl, closed.size()),
                average(sum(won, Trade::pnl), won.size()),
                average(losses, lost.size()),
                pnl,
                sum(closed, Trade::fees),
                sum(closed, Trade::funding),
                sum(closed, Trade::slippage));
    }

    static Usdt sum(List<Trade> trades, Function<Trade, Usdt> amount) {
        return trades.stream().map(amount).reduce(Usdt.ZERO, Usdt::plus);
    }

    private static @Nullable Usdt average(Usdt sum, int count) {
        return count == 0
                ? null
                : new Usdt(sum.value().divide(BigDecimal.valueOf(count), DIGITS, RoundingMode.HALF_EVEN));
    }
}
