package dev.tapedeck.gateway.out.history;

import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.core.history.Performance;
import dev.tapedeck.gateway.core.history.Performance.Group;
import dev.tapedeck.gateway.core.history.Performance.Point;
import dev.tapedeck.gateway.core.history.Ratios;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What sessions made, counted by the database over their closed positions and their marked equity. */
public final class Performances {
    private static final int POINTS_MAX = 500;
    private static final int DIGITS = 8;

    /** Closed trades, counted by what they have in common. What kind of exit an order was is known from the last fill before the close. */
    private static final String CLOSED = """
            SELECT name, strategy_name, symbol, won, count() AS trades, sum(realized_pnl) AS pnl, sum(commission) AS fees FROM (
                SELECT CASE WHEN p.close_reason <> 'ORDER' THEN p.close_reason
                    WHEN f.purpose = 'EXIT' THEN 'ZE1' WHEN f.purpose = 'EMERGENCY_EXIT' THEN 'E1' ELSE 'OTHER' END AS name,
                    p.strategy_name, p.symbol, p.realized_pnl, p.commission, p.realized_pnl > 0 AS won
                FROM ((SELECT * FROM live_positions WHERE session_id = ? AND status = 'CLOSED' ORDER BY close_timestamp)
                    TIMESTAMP(close_timestamp)) p
                ASOF JOIN (SELECT timestamp, symbol, position_side, purpose FROM fills WHERE session_id = ?) f
                    ON (symbol, position_side))""";

    private final HistoryQueries queries;

    public Performances(HistoryQueries queries) {
        this.queries = queries;
    }

    /** Some closed trades that are alike. */
    private record Closed(
            String exit, String strategy, String symbol, boolean won, long trades, BigDecimal pnl, BigDecimal fees) {}

    /** When the equity was marked first and last. */
    private record Span(Optional<Instant> first, Optional<Instant> last) {
        long seconds() {
            return first.isEmpty() || last.isEmpty()
                    ? 0
                    : Duration.between(first.get(), last.get()).toSeconds();
        }
    }

    private record Sums(BigDecimal realised, BigDecimal unrealised, BigDecimal fees) {}

    /** Returns what the session made so far; empty when the history knows no such session. */
    public Optional<Performance> of(String sessionId) {
        List<Object> mine = List.of(sessionId);
        List<Usdt> balances = queries.ask(
                "SELECT initial_balance FROM live_trading_sessions WHERE session_id = ? LIMIT 1",
                mine,
                row -> usdt(row, 1));
        return balances.isEmpty() ? Optional.empty() : Optional.of(of(sessionId, balances.getFirst()));
    }

    private Performance of(String sessionId, Usdt balance) {
        List<Object> mine = List.of(sessionId);
        List<Closed> closed = queries.ask(CLOSED, List.of(sessionId, sessionId), Performances::closed);
        Sums open = queries.ask(
                        "SELECT sum(realized_pnl), sum(unrealized_pnl), sum(commission) FROM live_positions"
                                + " WHERE session_id = ? AND status = 'OPEN'",
                        mine,
                        row -> new Sums(exact(row, 1), exact(row, 2), exact(row, 3)))
                .getFirst();
        BigDecimal funding = queries.ask(
                        "SELECT sum(amount) FROM funding WHERE session_id = ?", mine, row -> exact(row, 1))
                .getFirst();
        List<Point> curve = curve(sessionId);
        Drawdown drawdown = drawdown(sessionId);
        Ratios ratios = Ratios.of(dayEnds(sessionId, balance), drawdown.rate);
        List<Closed> won = closed.stream().filter(Closed::won).toList();
        List<Closed> lost = closed.stream().filter(trade -> !trade.won).toList();
        BigDecimal wins = sum(won);
        BigDecimal losses = sum(lost);
        BigDecimal made = wins.add(losses);
        long winning = count(won);
        long trades = winning + count(lost);
        return new Performance(
                sessionId,
                balance,
                curve.isEmpty() ? balance : curve.getLast().equity(),
                new Usdt(made.add(open.realised)),
                new Usdt(open.unrealised),
                new Usdt(closed.stream()
                        .map(Closed::fees)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .add(open.fees)),
                new Usdt(funding),
                trades,
                winning,
                trades - winning,
                trades == 0 ? null : (double) winning / trades,
                losses.signum() < 0 ? wins.doubleValue() / -losses.doubleValue() : null,
                average(wins, winning),
                average(losses, trades - winning),
                average(made, trades),
                ratios.sharpe(),
                ratios.sortino(),
                new Usdt(drawdown.amount),
                drawdown.rate,
                curve,
                groups(closed, Closed::symbol),
                groups(closed, Closed::strategy),
                groups(closed, Closed::exit));
    }

    private List<Point> curve(String sessionId) {
        Span span = queries.ask(
                        "SELECT min(timestamp) AS first, max(timestamp) AS last FROM equity WHERE session_id = ?",
                        List.of(sessionId),
                        row -> new Span(HistoryQueries.time(row, "first"), HistoryQueries.time(row, "last")))
                .getFirst();
        long step = span.seconds() / POINTS_MAX + 1;
        return queries.ask(
                "SELECT last(timestamp) AS t, last(equity) AS equity FROM equity WHERE session_id = ? SAMPLE BY " + step
                        + "s",
                List.of(sessionId),
                row -> new Point(HistoryQueries.time(row, "t").orElseThrow(), usdt(row, 2)));
    }

    private record Drawdown(BigDecimal amount, double rate) {}

    private Drawdown drawdown(String sessionId) {
        return queries.ask(
                        "SELECT max(peak - equity), max(CAST(peak - equity AS DOUBLE) / CAST(peak AS DOUBLE)) FROM equity"
                                + " WHERE session_id = ?",
                        List.of(sessionId),
                        row -> new Drawdown(exact(row, 1), Math.max(0, row.getDouble(2))))
                .getFirst();
    }

    private List<Double> dayEnds(String sessionId, Usdt balance) {
        var ends = new ArrayList<Double>();
        ends.add(balance.value().doubleValue());
        ends.addAll(queries.ask(
                "SELECT last(equity) FROM equity WHERE session_id = ? SAMPLE BY 1d ALIGN TO CALENDAR",
                List.of(sessionId),
                row -> row.getBigDecimal(1).doubleValue()));
        return ends;
    }

    private static List<Group> groups(List<Closed> closed, Function<Closed, String> by) {
        Map<String, Group> groups = new TreeMap<>();
        for (Closed some : closed) {
            String key = by.apply(some);
            groups.merge(
                    key,
                    new Group(key, some.trades, some.won ? some.trades : 0, new Usdt(some.pnl), new Usdt(some.fees)),
                    Performances::together);
        }
        return List.copyOf(groups.values());
    }

    private static Group together(Group a, Group b) {
        return new Group(
                a.key(),
                a.trades() + b.trades(),
                a.wins() + b.wins(),
                a.realised().plus(b.realised()),
                a.fees().plus(b.fees()));
    }

    private static Closed closed(ResultSet row) throws SQLException {
        String strategy = row.getString("strategy_name");
        return new Closed(
                row.getString("name"),
                strategy == null ? "external" : strategy,
                row.getString("symbol"),
                row.getBoolean("won"),
                row.getLong("trades"),
                row.getBigDecimal("pnl"),
                row.getBigDecimal("fees"));
    }

    private static BigDecimal sum(List<Closed> closed) {
        return closed.stream().map(Closed::pnl).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static long count(List<Closed> closed) {
        return closed.stream().mapToLong(Closed::trades).sum();
    }

    private static @Nullable Usdt average(BigDecimal sum, long count) {
        return count == 0 ? null : new Usdt(sum.divide(BigDecimal.valueOf(count), DIGITS, RoundingMode.HALF_EVEN));
    }

    private static Usdt usdt(ResultSet row, int column) throws SQLException {
        return new Usdt(exact(row, column));
    }

    private static BigDecimal exact(ResultSet row, int column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? BigDecimal.ZERO : value;
    }
}
