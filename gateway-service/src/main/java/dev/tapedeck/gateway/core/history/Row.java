package dev.tapedeck.gateway.core.history;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a history table. Equal keys of the table make two rows one: the later replaces the earlier.
 *
 * @param at the table's {@code timestamp}
 * @param cells in the order in which they were named; what is not known is left out
 */
public record Row(HistoryTable table, Instant at, List<Cell> cells) {
    public Row {
        cells = List.copyOf(cells);
    }

    /** How the database keeps a value. */
    public enum Kind {
        /** A text of few different values, or one that is looked up by. */
        SYMBOL,
        TEXT,
        /** Anything, as JSON by the rules of the log. */
        JSON,
        /** Exact. */
        DECIMAL,
        LONG,
        DOUBLE,
        BOOLEAN,
        TIME
    }

    /**
     * A value in a column.
     *
     * @param value a String, BigDecimal, Long, Double, Boolean, Instant or, for JSON, anything that the log's codec writes
     */
    public record Cell(String column, Kind kind, Object value) {}

    static Builder of(HistoryTable table, Instant at) {
        return new Builder(table, at);
    }

    /** Names the cells of a row one by one; one that has no value is left out. */
    static final class Builder {
        private final HistoryTable table;
        private final Instant at;
        private final List<Cell> cells = new ArrayList<>();

        private Builder(HistoryTable table, Instant at) {
            this.table = table;
            this.at = at;
        }

        Builder symbol(String column, @Nullable Object value) {
            return cell(column, Kind.SYMBOL, value == null ? null : value.toString());
        }

        Builder text(String column, @Nullable Object value) {
            return cell(column, Kind.TEXT, value == null ? null : value.toString());
        }

        Builder json(String column, Object value) {
            return cell(column, Kind.JSON, value);
        }

        Builder decimal(String column, @Nullable BigDecimal value) {
            return cell(column, Kind.DECIMAL, value);
        }

        Builder number(String column, long value) {
            return cell(column, Kind.LONG, value);
        }

        Builder real(String column, double value) {
            return cell(column, Kind.DOUBLE, value);
        }

        Builder flag(String column, boolean value) {
            return cell(column, Kind.BOOLEAN, value);
        }

        Builder time(String column, @Nullable Instant value) {
            return cell(column, Kind.TIME, value);
        }

        Row build() {
            return new Row(table, at, cells);
        }

        private Builder cell(String column, Kind kind, @Nullable Object value) {
            if (value != null) {
                cells.add(new Cell(column, kind, value));
            }
            return this;
        }
    }
}
