package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.Protection;
import dev.tapedeck.contracts.event.Protection.Kind;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.ProtectionTriggered;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a strategy's protections let it enter, and what the end of a trade does to them. Looked at when a trade ends, never per signal. */
final class Protections {
    private static final int PERCENT_POINTS = 2;

    private final Account account;
    private final Trade ended;

    private Protections(Account account, Trade ended) {
        this.account = account;
        this.ended = ended;
    }

    /**
     * Adds one comparison for each kind of protection of the strategy: the seconds that its pause still lasts, against none. A pause outlasts the protection that
     * triggered it.
     */
    static void check(Checks checks, Account account, String strategyId, Symbol symbol, Instant at) {
        List<Protection> protections = account.protections().getOrDefault(strategyId, List.of());
        for (Kind kind : Kind.values()) {
            BigDecimal left = secondsLeft(account, strategyId, kind, symbol, at);
            boolean has = protections.stream().anyMatch(protection -> protection.kind() == kind);
            if (has || left.signum() > 0) {
                checks.atMost(reason(kind), left, BigDecimal.ZERO);
            }
        }
    }

    /** Returns the protections that the trade's end triggers, if they keep the strategy out for longer than what was triggered before. */
    static List<ProtectionTriggered> triggered(Account account, Trade ended) {
        var protections = new Protections(account, ended);
        return account.protections().getOrDefault(ended.strategyId(), List.of()).stream()
                .map(protections::trigger)
                .flatMap(Optional::stream)
                .filter(one -> isLater(one, account.pauses().get(key(one))))
                .toList();
    }

    /** Returns under which a pause is kept. */
    static String key(ProtectionTriggered pause) {
        return key(pause.strategyId(), pause.kind(), pause.symbol());
    }

    private static String key(String strategyId, Kind kind, @Nullable Symbol symbol) {
        return strategyId + "/" + kind + "/" + (symbol == null ? "" : symbol);
    }

    static boolean isLater(ProtectionTriggered one, @Nullable ProtectionTriggered other) {
        return other == null || one.until().isAfter(other.until());
    }

    private static BigDecimal secondsLeft(Account account, String strategyId, Kind kind, Symbol symbol, Instant at) {
        return Stream.of(key(strategyId, kind, symbol), key(strategyId, kind, null))
                .map(key -> account.pauses().get(key))
                .filter(Objects::nonNull)
                .map(pause ->
                        BigDecimal.valueOf(Duration.between(at, pause.until()).toMillis(), 3))
                .reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    private static DenialReason reason(Kind kind) {
        return switch (kind) {
            case COOL_DOWN -> DenialReason.PROTECTION_COOL_DOWN;
            case STOP_LOSS_GUARD -> DenialReason.PROTECTION_STOP_LOSSES;
            case MAX_DRAWDOWN -> DenialReason.PROTECTION_DRAWDOWN;
            case LOW_PROFIT -> DenialReason.PROTECTION_LOW_PROFIT;
        };
    }

    private Optional<ProtectionTriggered> trigger(Protection protection) {
        return switch (protection.kind()) {
            case COOL_DOWN -> Optional.of(coolDown(protection));
            case STOP_LOSS_GUARD -> stopLossGuard(protection);
            case MAX_DRAWDOWN -> maxDrawdown(protection);
            case LOW_PROFIT -> lowProfit(protection);
        };
    }

    private ProtectionTriggered coolDown(Protection protection) {
        int seconds = Objects.requireNonNull(protection.seconds());
        return pause(protection, seconds, ended.symbol(), BigDecimal.valueOf(seconds), BigDecimal.valueOf(seconds));
    }

    private Optional<ProtectionTriggered> stopLossGuard(Protection protection) {
        boolean perSymbol = Boolean.TRUE.equals(protection.perSymbol());
        long stopped = within(protection)
                .filter(trade -> trade.stopped() && (!perSymbol || isOnSameSymbol(trade)))
                .count();
        return ended.stopped() && stopped >= least(protection)
                ? Optional.of(pause(
                        protection,
                        perSymbol ? ended.symbol() : null,
                        BigDecimal.valueOf(stopped),
                        BigDecimal.valueOf(least(protection))))
                : Optional.empty();
    }

    private Optional<ProtectionTriggered> maxDrawdown(Protection protection) {
        List<Trade> trades =
                within(protection).sorted(Comparator.comparing(Trade::closedAt)).toList();
        Usdt fall = largestFall(trades);
        Usdt limit = percent(account.equity(), Objects.requireNonNull(protection.drawdownPercent()));
        return trades.size() >= least(protection) && fall.compareTo(limit) >= 0
                ? Optional.of(pause(protection, null, fall.value(), limit.value()))
                : Optional.empty();
    }

    private static Usdt largestFall(List<Trade> trades) {
        Usdt sum = Usdt.ZERO;
        Usdt peak = Usdt.ZERO;
        Usdt fall = Usdt.ZERO;
        for (Trade trade : trades) {
            sum = sum.plus(trade.profit());
            peak = sum.compareTo(peak) > 0 ? sum : peak;
            fall = peak.minus(sum).compareTo(fall) > 0 ? peak.minus(sum) : fall;
        }
        return fall;
    }

    private Optional<ProtectionTriggered> lowProfit(Protection protection) {
        List<Trade> trades = within(protection).filter(this::isOnSameSymbol).toList();
        Usdt made = trades.stream().map(Trade::profit).reduce(Usdt.ZERO, Usdt::plus);
        Usdt margin = trades.stream().map(Trade::margin).reduce(Usdt.ZERO, Usdt::plus);
        Usdt limit = percent(margin, Objects.requireNonNull(protection.profitPercent()));
        return trades.size() >= least(protection) && made.compareTo(limit) < 0
                ? Optional.of(pause(protection, ended.symbol(), made.value(), limit.value()))
                : Optional.empty();
    }

    private Stream<Trade> within(Protection protection) {
        int seconds = Objects.requireNonNull(protection.lookbackSeconds());
        return account.trades()
                .since(ended.closedAt().minusSeconds(seconds))
                .filter(trade -> trade.strategyId().equals(ended.strategyId()));
    }

    private boolean isOnSameSymbol(Trade trade) {
        return trade.symbol().equals(ended.symbol());
    }

    private static int least(Protection protection) {
        return Objects.requireNonNull(protection.trades());
    }

    private static Usdt percent(Usdt of, BigDecimal percent) {
        return of.times(percent.movePointLeft(PERCENT_POINTS));
    }

    private ProtectionTriggered pause(
            Protection protection, @Nullable Symbol symbol, BigDecimal value, BigDecimal limit) {
        return pause(protection, Objects.requireNonNull(protection.pauseSeconds()), symbol, value, limit);
    }

    private ProtectionTriggered pause(
            Protection protection, int seconds, @Nullable Symbol symbol, BigDecimal value, BigDecimal limit) {
        return new ProtectionTriggered(
                account.sessionId(),
                ended.strategyId(),
                protection.kind(),
                symbol,
                ended.closedAt().plusSeconds(seconds),
                value,
                limit);
    }
}
