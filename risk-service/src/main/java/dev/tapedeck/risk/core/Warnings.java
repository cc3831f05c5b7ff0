package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.RiskEvent.Warning;
import dev.tapedeck.contracts.event.RiskEvent.WarningChanged;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is unusual and forbids nothing. Each is said once when it begins and once when it is over. */
final class Warnings {
    private static final int SCALE = 4;
    private static final int RATE_FACTOR = 2;
    /** An average of less says little. */
    private static final Duration RATE_HISTORY = Duration.ofMinutes(10);

    private static final int RATE_ENTRIES_MIN = 5;
    private static final int SHARPE_TRADES_MIN = 10;
    private static final double YEAR_MILLIS = 365.0 * 24 * 60 * 60 * 1000;

    private Warnings() {}

    /** Entries in the last minute against twice the average per minute before it, from five entries and ten minutes of history on. */
    static Optional<WarningChanged> orderRate(Account account, String strategyId, Instant at) {
        Instant from = at.minus(EntryTimes.WINDOW);
        long entries = account.entries().since(from, strategyId);
        double usual = account.conduct(strategyId).perMinuteUntil(from, entries, RATE_HISTORY);
        BigDecimal limit = rounded(RATE_FACTOR * usual);
        boolean unusual = usual > 0
                && entries >= RATE_ENTRIES_MIN
                && BigDecimal.valueOf(entries).compareTo(limit) > 0;
        return changed(account, Warning.ORDER_RATE, strategyId, BigDecimal.valueOf(entries), limit, unusual);
    }

    /** What is held of a symbol, at what it was bought or sold for, against a share of equity. */
    static Optional<WarningChanged> concentration(Account account, Symbol symbol) {
        Usdt held = account.commitments().tally().held(symbol);
        Usdt limit = account.equity().bps(account.limits().heldConcentrationBps());
        boolean tooMuch = !held.equals(Usdt.ZERO) && held.compareTo(limit) > 0;
        return changed(account, Warning.CONCENTRATION, symbol.name(), held.value(), limit.value(), tooMuch);
    }

    /**
     * Mean over standard deviation (n - 1) of the returns of the strategy's closed trades, times the square root of trades per year, against 1; from ten trades on. W. F. Sharpe,
     * The Sharpe Ratio, 1994, with a risk-free return of zero.
     */
    static Optional<WarningChanged> sharpe(Account account, String strategyId) {
        List<Trade> trades = account.trades().of(strategyId);
        double perYear = trades.size() < SHARPE_TRADES_MIN ? 0 : perYear(trades);
        if (perYear == 0) {
            return Optional.empty();
        }
        double mean = trades.stream().mapToDouble(Warnings::returned).average().orElse(0);
        double variance = trades.stream()
                        .mapToDouble(trade -> (returned(trade) - mean) * (returned(trade) - mean))
                        .sum()
                / (trades.size() - 1);
        if (variance == 0) {
            return Optional.empty();
        }
        BigDecimal ratio = rounded(mean / Math.sqrt(variance) * Math.sqrt(perYear));
        return changed(account, Warning.SHARPE, strategyId, ratio, BigDecimal.ONE, ratio.compareTo(BigDecimal.ONE) < 0);
    }

    /** Zero when they all closed at once. */
    private static double perYear(List<Trade> trades) {
        long span = Duration.between(
                        trades.getFirst().closedAt(), trades.getLast().closedAt())
                .toMillis();
        return span <= 0 ? 0 : trades.size() * YEAR_MILLIS / span;
    }

    private static double returned(Trade trade) {
        return trade.returned().doubleValue();
    }

    private static Optional<WarningChanged> changed(
            Account account, Warning warning, String subject, BigDecimal value, BigDecimal limit, boolean raised) {
        return raised == account.warnings().contains(key(warning, subject))
                ? Optional.empty()
                : Optional.of(new WarningChanged(account.sessionId(), warning, subject, value, limit, raised));
    }

    /** Returns under which a raised warning is kept. */
    static String key(Warning warning, String subject) {
        return warning + "/" + subject;
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(SCALE, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }
}
