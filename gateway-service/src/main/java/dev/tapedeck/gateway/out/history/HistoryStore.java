package dev.tapedeck.gateway.out.history;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
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
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the projection asks its own tables. Everything throws {@link HistoryUnavailable} when the database does not answer. Safe for use by many threads. */
public final class HistoryStore implements Past {
    private static final Duration APPLY_PATIENCE = Duration.ofSeconds(30);
    private static final Duration APPLY_STEP = Duration.ofMillis(20);

    private final DataSource database;
    private final List<Migration> migrations = Migration.all();

    public HistoryStore(DataSource database) {
        this.database = database;
    }

    /** Returns what tells these tables from ones that are made anew; empty unless all are there as this program knows them. */
    public Optional<String> generation() {
        return ask(connection -> new Schema(connection, migrations).generation());
    }

    /** Returns the first offset of each partition that is not in the tables yet; a partition that never was there is absent. */
    public Optional<Long> nextOffset(String projection, TopicPartition partition) {
        return ask(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT next_offset FROM projected_offsets WHERE projection = ? AND topic = ? AND log_partition = ?")) {
                query.setString(1, projection);
                query.setString(2, partition.topic());
                query.setInt(3, partition.partition());
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
                }
            }
        });
    }

    /** Returns when everything that was written before can be read. */
    public void awaitApplied() {
        long deadline = System.nanoTime() + APPLY_PATIENCE.toNanos();
        while (waiting() > 0) {
            if (System.nanoTime() > deadline) {
                throw new HistoryUnavailable("what was written must be readable within " + APPLY_PATIENCE + ", "
                        + waiting() + " tables are behind");
            }
            try {
                Thread.sleep(APPLY_STEP);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new HistoryUnavailable("interrupted while waiting for the tables", interrupted);
            }
        }
    }

    private int waiting() {
        return ask(connection -> {
            try (Statement query = connection.createStatement();
                    ResultSet rows =
                            query.executeQuery("SELECT count() FROM wal_tables() WHERE writerTxn < sequencerTxn")) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    @Override
    public List<Event<?>> orderEvents(String orderId) {
        awaitApplied();
        return ask(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT data FROM events WHERE order_id = ? AND topic = ? ORDER BY sequence")) {
                query.setString(1, orderId);
                query.setString(2, Topic.ORDER_EVENTS.topicName());
                try (ResultSet rows = query.executeQuery()) {
                    return events(rows);
                }
            }
        });
    }

    static List<Event<?>> events(ResultSet rows) throws SQLException {
        var events = new ArrayList<Event<?>>();
        while (rows.next()) {
            try {
                events.add(EventCodec.decode(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
            } catch (UndecodableEvent broken) {
                throw new SQLException("an event in the history must be readable", broken);
            }
        }
        return events;
    }

    @Override
    public Optional<PositionEpisode> position(String positionKey) {
        awaitApplied();
        String[] parts = positionKey.split("/", -1);
        return ask(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    SELECT * FROM live_positions
                    WHERE session_id = ? AND symbol = ? AND position_side = ?
                    ORDER BY timestamp DESC, sequence DESC LIMIT 1""")) {
                for (int i = 0; i < parts.length; i++) {
                    query.setString(i + 1, parts[i]);
                }
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() ? Optional.of(episode(rows)) : Optional.empty();
                }
            }
        });
    }

    private static PositionEpisode episode(ResultSet row) throws SQLException {
        return new PositionEpisode(
                row.getString("session_id"),
                Symbol.of(row.getString("symbol")),
                Direction.valueOf(row.getString("position_side")),
                row.getString("strategy_name"),
                time(row, "timestamp").orElseThrow(),
                new Quantity(row.getBigDecimal("quantity")),
                new Quantity(row.getBigDecimal("largest_quantity")),
                price(row, "entry_price"),
                row.getInt("leverage"),
                null,
                new Usdt(row.getBigDecimal("realized_pnl")),
                new Usdt(row.getBigDecimal("commission")),
                new Usdt(row.getBigDecimal("realized_total")),
                new Usdt(row.getBigDecimal("commission_total")),
                time(row, "close_timestamp").orElse(null),
                row.getString("close_reason"),
                time(row, "updated_at").orElseThrow(),
                row.getLong("sequence"));
    }

    private static @Nullable Price price(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : new Price(value);
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        return time == null ? Optional.empty() : Optional.of(time.toInstant(ZoneOffset.UTC));
    }

    /** A question to the database. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection = database.getConnection()) {
            return question.ask(connection);
        } catch (SQLException failed) {
            throw new HistoryUnavailable("the history could not be asked: " + failed.getMessage(), failed);
        }
    }
}
