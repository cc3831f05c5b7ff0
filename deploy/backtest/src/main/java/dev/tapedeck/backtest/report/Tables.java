package dev.tapedeck.backtest.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A result as tables, those with nothing in them left out. */
final class Tables {
    private static final List<String> GROUP = List.of(
            "",
            "trades",
            "wins",
            "win rate",
            "profit factor",
            "expectancy",
            "avg win",
            "avg loss",
            "P&L",
            "fees",
            "funding",
            "slippage");
    private static final List<String> TRADE = List.of(
            "strategy",
            "symbol",
            "side",
            "entered",
            "left",
            "contracts",
            "avg entry",
            "avg exit",
            "P&L",
            "return",
            "fees",
            "funding",
            "slippage",
            "slip bps",
            "closed by",
            "episode");

    private Tables() {}

    /** Returns what fits a terminal. */
    static List<Table> summary(Result result) {
        Performance run = result.performance();
        var tables = new ArrayList<Table>();
        tables.add(new Table("Run", List.of("what", "value"), run(result)));
        tables.add(new Table("Account", List.of("what", "value"), account(run)));
        tables.add(alerts(run.alerts()));
        tables.add(groups("All trades", Map.of("all", run.total())));
        tables.add(groups("By symbol", run.bySymbol()));
        tables.add(groups("By strategy", run.byStrategy()));
        tables.add(groups("By what closed", run.byClosing()));
        tables.add(counts("Entries denied by risk", run.entriesDenied()));
        tables.add(counts("Orders rejected by the venue", run.ordersRejected()));
        tables.add(counts("Orders expired", run.ordersExpired()));
        tables.add(counts("Orders cancelled before they were filled", run.ordersCancelled()));
        tables.add(trades("Not closed at the end", run.unclosed()));
        tables.removeIf(Table::isEmpty);
        return tables;
    }

    static Table trades(String title, List<Trade> trades) {
        return new Table(title, TRADE, trades.stream().map(Tables::row).toList());
    }

    private static List<List<String>> run(Result result) {
        Performance run = result.performance();
        return List.of(
                List.of("tape (UTC)", Shown.time(run.from()) + " to " + Shown.time(run.to())),
                List.of(
                        "symbols",
                        result.markets().stream().map(Result.Market::symbol).collect(Collectors.joining(", "))),
                List.of("strategies", String.join(", ", result.strategies())),
                List.of("latency", result.latency()),
                List.of(
                        "fees, taker and maker",
                        result.markets().stream()
                                .map(market -> bps(market.takerFeeRate()) + " and " + bps(market.makerFeeRate()))
                                .distinct()
                                .collect(Collectors.joining("; "))),
                List.of("prints", Long.toString(result.prints())));
    }

    private static String bps(BigDecimal rate) {
        return rate.movePointRight(4).stripTrailingZeros().toPlainString() + " bps";
    }

    private static List<List<String>> account(Performance run) {
        Drawdown drawdown = run.maxDrawdown();
        return List.of(
                List.of("balance at the start", Shown.money(run.initialBalance())),
                List.of("equity at the end", Shown.money(run.finalEquity())),
                List.of("return", Shown.percent(run.returnPercent())),
                List.of(
                        "maximum drawdown",
                        Shown.money(drawdown.amount()) + " (" + Shown.percent(drawdown.percent()) + "), "
                                + Shown.duration(drawdown.seconds())
                                + (drawdown.seconds() > 0 && drawdown.recoveredAt() == null ? ", not recovered" : "")),
                List.of("fees", Shown.money(run.fees())),
                List.of("funding", Shown.money(run.funding())),
                List.of("slippage", Shown.money(run.slippage())),
                List.of("time in the market", Shown.percent(run.exposure().timePercent())),
                List.of("average notional", Shown.number(run.exposure().averageNotionalUsdt())),
                List.of("Sharpe", Shown.number(run.ratios().sharpe())),
                List.of("Sortino", Shown.number(run.ratios().sortino())),
                List.of("Calmar", Shown.number(run.ratios().calmar())));
    }

    private static Table groups(String title, Map<String, TradeStatistics> groups) {
        return new Table(
                title,
                GROUP,
                groups.entrySet().stream()
                        .map(group -> row(group.getKey(), group.getValue()))
                        .toList());
    }

    private static List<String> row(String name, TradeStatistics group) {
        return List.of(
                name,
                Integer.toString(group.trades()),
                Integer.toString(group.wins()),
                Shown.percent(group.winPercent()),
                Shown.number(group.profitFactor()),
                Shown.money(group.expectancy()),
                Shown.money(group.averageWin()),
                Shown.money(group.averageLoss()),
                Shown.money(group.pnl()),
                Shown.money(group.fees()),
                Shown.money(group.funding()),
                Shown.money(group.slippage()));
    }

    private static Table alerts(List<AlertKind> kinds) {
        return new Table(
                "Alerts",
                List.of("severity", "kind", "count", "first at", "which said"),
                kinds.stream()
                        .map(kind -> List.of(
                                kind.severity().name(),
                                kind.kind(),
                                Integer.toString(kind.count()),
                                Shown.time(kind.firstAt()),
                                kind.first()))
                        .toList());
    }

    private static Table counts(String title, Map<String, Integer> counts) {
        return new Table(
                title,
                List.of("reason", "count"),
                counts.entrySet().stream()
                        .map(count -> List.of(count.getKey(), Integer.toString(count.getValue())))
                        .toList());
    }

    private static List<String> row(Trade trade) {
        return List.of(
                trade.strategyId(),
                trade.symbol().name(),
                trade.direction().name(),
                Shown.time(trade.entryAt()),
                Shown.time(trade.exitAt()),
                (trade.hasEnded() ? trade.quantity() : trade.open()).toString(),
                Shown.price(trade.averageEntryPrice()),
                Shown.price(trade.averageExitPrice()),
                Shown.money(trade.pnl()),
                Shown.percent(trade.returnPercent()),
                Shown.money(trade.fees()),
                Shown.money(trade.funding()),
                Shown.money(trade.slippage()),
                Shown.number(trade.slippageBps()),
                trade.closedBy() == null ? Shown.ABSENT : trade.closedBy().name(),
                trade.episodeId());
    }
}
