package dev.tapedeck.gateway.out.history;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.gateway.core.history.HistoryUnavailable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Questions to the history. Everything that comes from outside is a bound parameter. Throws {@link HistoryUnavailable} when the database does not answer in time. Safe for use by many threads.
 */
public final class HistoryQueries {
    private final DataSource database;

    public HistoryQueries(DataSource database) {
        this.database = database;
    }

    /** A part of a row by part of its columns, in the order of the question. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /**
     * Returns the rows that answer the question.
     *
     * @param sql with a {@code ?} for each parameter
     * @param parameters Strings, Integers or Instants
     */
    <T> List<T> ask(String sql, List<?> parameters, Reading<T> reading) {
        return on(connection -> {
            try (PreparedStatement question = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.size(); i++) {
                    bind(question, i + 1, parameters.get(i));
                }
                var answer = new ArrayList<T>();
                try (ResultSet rows = question.executeQuery()) {
                    while (rows.next()) {
                        answer.add(reading.of(rows));
                    }
                }
                return answer;
            }
        });
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T on(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException failed) {
            throw new HistoryUnavailable("the history could not be asked: " + failed.getMessage(), failed);
        }
    }

    private static void bind(PreparedStatement question, int index, Object parameter) throws SQLException {
        switch (parameter) {
            case String text -> question.setString(index, text);
            case Integer number -> question.setInt(index, number);
            case Instant time -> question.setObject(index, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
            default ->
                throw new IllegalArgumentException("a parameter must be a text, a number or a time, was a "
                        + parameter.getClass().getSimpleName());
        }
    }

    /** Returns a row as clients see it: exact decimals and times as texts, and nothing for what is not known. */
    static Map<String, Object> asMap(ResultSet row) throws SQLException {
        var map = new LinkedHashMap<String, Object>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            Object value = switch (row.getMetaData().getColumnType(column)) {
                case Types.NUMERIC -> plain(row.getBigDecimal(column));
                case Types.TIMESTAMP ->
                    time(row.getObject(column, LocalDateTime.class))
                            .map(Instant::toString)
                            .orElse(null);
                default -> row.getObject(column);
            };
            if (value != null) {
                map.put(row.getMetaData().getColumnLabel(column), value);
            }
        }
        return map;
    }

    private static @Nullable String plain(@Nullable BigDecimal value) {
        if (value == null) {
            return null;
        }
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    static Event<?> event(ResultSet row, String column) throws SQLException {
        try {
            return EventCodec.decode(row.getString(column).getBytes(StandardCharsets.UTF_8));
        } catch (UndecodableEvent broken) {
            throw new SQLException("an event in the history must be readable", broken);
        }
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return time(row.getObject(column, LocalDateTime.class));
    }

    private static Optional<Instant> time(@Nullable LocalDateTime time) {
        return Optional.ofNullable(time).map(known -> known.toInstant(ZoneOffset.UTC));
    }
}
