package dev.tapedeck.backtest.report;

import dev.tapedeck.backtest.TestRun;
import dev.tapedeck.backtest.TestRun.EquityPoint;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.PositionEvent.FundingSettled;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.core.history.Ratios;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run led to. Money is exact; ratios and percentages are not.
 *
 * @param finalEquity with what is unrealised, as the venue values it
 * @param fees of all fills, also of what is open
 * @param funding all that was settled, received when positive
 * @param slippage of all fills against the prices that the strategies saw
 * @param total of the closed trades, as are the following groups
 * @param entriesDenied orders that risk denied, by reason
 * @param ordersRejected by the venue, by reason
 * @param ordersExpired that were not sent or not kept, by cause
 * @param ordersCancelled that ended with less than their quantity filled, by what the venue said
 * @param alerts that were raised, the gravest first
 * @param trades closed, in the order of their ends
 * @param unclosed what is open at the end
 */
public record Performance(
        Instant from,
        Instant to,
        Usdt initialBalance,
        Usdt finalEquity,
        double returnPercent,
        Usdt fees,
        Usdt funding,
        Usdt slippage,
        TradeStatistics total,
        Ratios ratios,
        Drawdown maxDrawdown,
        Exposure exposure,
        Map<String, TradeStatistics> bySymbol,
        Map<String, TradeStatistics> byStrategy,
        Map<String, TradeStatistics> byClosing,
        Map<String, Integer> entriesDenied,
        Map<String, Integer> ordersRejected,
        Map<String, Integer> ordersExpired,
        Map<String, Integer> ordersCancelled,
        List<AlertKind> alerts,
        List<Trade> trades,
        List<Trade> unclosed) {

    /** Returns the performance of a run. */
    public static Performance of(TestRun run) {
        Instant from = Instant.ofEpochMilli(run.assumptions().startMillis());
        return of(run.log(), run.equity(), run.assumptions().balance(), from, run.endedAt());
    }

    /** @param equity samples in order, at least one */
    static Performance of(List<Event<?>> log, List<EquityPoint> equity, Usdt balance, Instant from, Instant to) {
        List<Trade> all = TradeLedger.trades(log);
        List<Trade> closed = all.stream().filter(Trade::hasEnded).toList();
        Drawdown drawdown = Drawdown.greatest(equity, to);
        Usdt last = equity.getLast().equity();
        return new Performance(
                from,
                to,
                balance,
                last,
                100
                        * last.minus(balance).value().doubleValue()
                        / balance.value().doubleValue(),
                TradeStatistics.sum(all, Trade::fees),
                funding(log),
                TradeStatistics.sum(all, Trade::slippage),
                TradeStatistics.of(closed),
                Ratios.of(dayEnds(equity, balance, from, to), drawdown.percent() / 100),
                drawdown,
                Exposure.of(all, equity, from, to),
                grouped(closed, trade -> trade.symbol().name()),
                grouped(closed, Trade::strategyId),
                grouped(closed, trade -> String.valueOf(trade.closedBy())),
                counted(
                        log,
                        data -> data instanceof OrderDenied denied && denied.purpose() == Purpose.ENTRY
                                ? denied.reason().name()
                                : null),
                counted(
                        log,
                        data -> data instanceof OrderRejected rejected
                                ? rejected.reason().name()
                                : null),
                counted(log, data -> data instanceof OrderExpired expired ? String.valueOf(expired.cause()) : null),
                counted(log, data -> data instanceof OrderCancelled cancelled ? cancelled.reason() : null),
                AlertKind.raised(log),
                closed,
                all.stream().filter(trade -> !trade.hasEnded()).toList());
    }

    private static Usdt funding(List<Event<?>> log) {
        return log.stream()
                .filter(event -> event.data() instanceof FundingSettled)
                .map(event -> ((FundingSettled) event.data()).amount())
                .reduce(Usdt.ZERO, Usdt::plus);
    }

    private static Map<String, TradeStatistics> grouped(List<Trade> trades, Function<Trade, String> name) {
        Map<String, List<Trade>> groups = trades.stream().collect(Collectors.groupingBy(name));
        var statistics = new TreeMap<String, TradeStatistics>();
        groups.forEach((group, members) -> statistics.put(group, TradeStatistics.of(members)));
        return statistics;
    }

    private static Map<String, Integer> counted(List<Event<?>> log, Function<Object, @Nullable String> reason) {
        var counts = new TreeMap<String, Integer>();
        for (Event<?> event : log) {
            String name = reason.apply(event.data());
            if (name != null) {
                counts.merge(name, 1, Integer::sum);
            }
        }
        return counts;
    }

    /** Returns the balance, then the equity at the end of each UTC day from the first to the last of the run. */
    private static List<Double> dayEnds(List<EquityPoint> equity, Usdt balance, Instant from, Instant to) {
        var ends = new ArrayList<Double>(List.of(balance.value().doubleValue()));
        LocalDate last = LocalDate.ofInstant(to, ZoneOffset.UTC);
        int next = 0;
        double worth = ends.getFirst();
        for (LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC); !day.isAfter(last); day = day.plusDays(1)) {
            Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            while (next < equity.size() && (equity.get(next).at().isBefore(end) || day.equals(last))) {
                worth = equity.get(next++).equity().value().doubleValue();
            }
            ends.add(worth);
        }
        return ends;
    }
}
