package dev.tapedeck.gateway.out.history;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.core.history.HistoryUnavailable;
import dev.tapedeck.gateway.core.history.Past;
import dev.tapedeck.gateway.core.history.PositionEpisode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the projection asks its own tables. Everything throws {@link HistoryUnavailable} when the database does not answer. Safe for use by many threads. */
public final class HistoryStore implements Past {
    private static final Duration APPLY_PATIENCE = Duration.ofSeconds(30);
    private static final Duration APPLY_STEP = Duration.ofMillis(20);

    private final HistoryQueries queries;
    private final List<Migration> migrations = Migration.all();

    public HistoryStore(DataSource database) {
        this.queries = new HistoryQueries(database);
    }

    /** Returns what tells these tables from ones that are made anew; empty unless all are there as this program knows them. */
    public Optional<String> generation() {
        return queries.on(connection -> new Schema(connection, migrations).generation());
    }

    /** Returns the first offset of the partition that is not in the tables yet; nothing when it never was there. */
    public Optional<Long> nextOffset(String projection, TopicPartition partition) {
        return queries
                .ask(
                        "SELECT next_offset FROM projected_offsets"
                                + " WHERE projection = ? AND topic = ? AND log_partition = ?",
                        List.of(projection, partition.topic(), partition.partition()),
                        row -> row.getLong(1))
                .stream()
                .findFirst();
    }

    /** Returns when everything that was written before can be read. */
    public void awaitApplied() {
        long deadline = System.nanoTime() + APPLY_PATIENCE.toNanos();
        while (!waiting().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new HistoryUnavailable(
                        "what was written must be readable within " + APPLY_PATIENCE + ", is not in " + waiting());
            }
            try {
                Thread.sleep(APPLY_STEP);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new HistoryUnavailable("interrupted while waiting for the tables", interrupted);
            }
        }
    }

    /** Returns the tables that have not taken in what was written to them. */
    private List<String> waiting() {
        return queries.ask(
                "SELECT name FROM wal_tables() WHERE writerTxn < sequencerTxn", List.of(), row -> row.getString(1));
    }

    @Override
    public List<Event<?>> orderEvents(String orderId) {
        awaitApplied();
        return queries.ask(
                "SELECT data FROM events WHERE order_id = ? AND topic = ? ORDER BY sequence",
                List.of(orderId, Topic.ORDER_EVENTS.topicName()),
                row -> HistoryQueries.event(row, "data"));
    }

    @Override
    public Optional<PositionEpisode> position(String sessionId, Symbol symbol, Direction direction) {
        awaitApplied();
        return queries.ask("""
                        SELECT * FROM live_positions
                        WHERE session_id = ? AND symbol = ? AND position_side = ?
                        ORDER BY timestamp DESC, sequence DESC LIMIT 1""", List.of(sessionId, symbol.toString(), direction.name()), HistoryStore::episode).stream()
                .findFirst();
    }

    private static PositionEpisode episode(ResultSet row) throws SQLException {
        return new PositionEpisode(
                row.getString("session_id"),
                Symbol.of(row.getString("symbol")),
                Direction.valueOf(row.getString("position_side")),
                row.getString("strategy_name"),
                HistoryQueries.time(row, "timestamp").orElseThrow(),
                new Quantity(row.getBigDecimal("quantity")),
                new Quantity(row.getBigDecimal("largest_quantity")),
                price(row, "entry_price"),
                row.getInt("leverage"),
                null,
                new Usdt(row.getBigDecimal("realized_pnl")),
                new Usdt(row.getBigDecimal("commission")),
                new Usdt(row.getBigDecimal("realized_total")),
                new Usdt(row.getBigDecimal("commission_total")),
                HistoryQueries.time(row, "close_timestamp").orElse(null),
                row.getString("close_reason"),
                HistoryQueries.time(row, "updated_at").orElseThrow(),
                row.getLong("sequence"));
    }

    private static @Nullable Price price(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : new Price(value);
    }
}
