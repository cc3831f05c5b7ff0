package dev.tapedeck.backtest.report;

import dev.tapedeck.backtest.TestRun;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.questdb.HistoryConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What backtests said, in the history of this machine's stack: beside what sessions did, and asked in the same way. */
public final class KeptResults {
    private static final int CURVE_COLUMNS = 250;

    private final Layout layout;

    public KeptResults(Layout layout) {
        this.layout = layout;
    }

    /**
     * A column and its value.
     *
     * @param cast how a value that comes as text becomes what the column holds
     */
    private record Cell(
            String column, String cast, @Nullable Object value) {}

    /**
     * Keeps the result of a run and returns its id.
     *
     * @param tapes as the user named them
     * @param at when it was run
     */
    public String keep(TestRun run, List<String> tapes, Instant at) {
        String id = "backtest-" + at.toEpochMilli();
        List<Cell> cells = cells(id, run, tapes, at);
        String columns = cells.stream().map(Cell::column).collect(Collectors.joining(", "));
        String values = cells.stream().map(Cell::cast).collect(Collectors.joining(", "));
        String insert = "INSERT INTO backtest_results (" + columns + ") VALUES (" + values + ")";
        try (Connection connection = HistoryConnection.open(layout);
                PreparedStatement row = connection.prepareStatement(insert)) {
            for (int i = 0; i < cells.size(); i++) {
                row.setObject(i + 1, cells.get(i).value());
            }
            row.executeUpdate();
            return id;
        } catch (SQLException failed) {
            throw new StackFailure("the result could not be kept in the history: " + failed.getMessage(), failed);
        }
    }

    private static List<Cell> cells(String id, TestRun run, List<String> tapes, Instant at) {
        Result result = Result.of(run);
        Performance performance = result.performance();
        TradeStatistics total = performance.total();
        var cells = new ArrayList<>(List.of(
                time("timestamp", at),
                any("backtest_id", id),
                any("strategy_name", String.join(", ", result.strategies())),
                any(
                        "symbols",
                        result.markets().stream().map(Result.Market::symbol).collect(Collectors.joining(", "))),
                any("tapes", String.join(", ", tapes)),
                time("start_time", performance.from()),
                time("end_time", performance.to()),
                money("initial_balance", performance.initialBalance()),
                money("final_balance", performance.finalEquity()),
                money("total_pnl", performance.finalEquity().minus(performance.initialBalance())),
                any("total_return_pct", performance.returnPercent()),
                any("total_trades", total.trades()),
                any("winning_trades", total.wins()),
                any("losing_trades", total.trades() - total.wins()),
                any("max_drawdown_pct", performance.maxDrawdown().percent()),
                any("trades_json", json(performance.trades())),
                any("equity_curve_json", json(curve(run, performance)))));
        cells.add(any("win_rate", total.winPercent() == null ? null : total.winPercent() / 100));
        cells.add(any("profit_factor", total.profitFactor()));
        cells.add(money("average_win", total.averageWin()));
        cells.add(money("average_loss", total.averageLoss()));
        cells.add(any("sharpe_ratio", performance.ratios().sharpe()));
        cells.add(any("sortino_ratio", performance.ratios().sortino()));
        cells.add(any("calmar_ratio", performance.ratios().calmar()));
        cells.removeIf(cell -> cell.value() == null);
        return cells;
    }

    private static List<Plot.Point> curve(TestRun run, Performance performance) {
        List<Plot.Point> points = run.equity().stream()
                .map(point -> new Plot.Point(
                        point.at().toEpochMilli(), point.equity().value().doubleValue()))
                .toList();
        return Thinning.byColumn(
                points, performance.from().toEpochMilli(), performance.to().toEpochMilli() + 1, CURVE_COLUMNS);
    }

    private static Cell any(String column, @Nullable Object value) {
        return new Cell(column, "?", value);
    }

    private static Cell money(String column, @Nullable Usdt amount) {
        return new Cell(
                column,
                "CAST(? AS DECIMAL(38,18))",
                amount == null ? null : amount.value().toPlainString());
    }

    private static Cell time(String column, Instant at) {
        return new Cell(column, "?", LocalDateTime.ofInstant(at, ZoneOffset.UTC));
    }

    private static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException("the result could not be written as JSON", impossible);
        }
    }
}
