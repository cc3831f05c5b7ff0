package dev.tapedeck.gateway.out.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.gateway.core.history.HistoryUnavailable;
import dev.tapedeck.gateway.core.history.Row;
import dev.tapedeck.gateway.core.history.Row.Cell;
import dev.tapedeck.gateway.core.history.Row.Kind;
import io.questdb.client.Sender;
import io.questdb.client.cutlass.line.LineSenderException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows over QuestDB's line protocol. When a call returns, the database has the rows; they may be written again. One thread at a time. */
public final class RowWriter implements AutoCloseable {
    /** The client tells what the server said only in words. */
    private static final String REFUSED = "[http-status=4";

    private final String configuration;
    private @Nullable Sender sender;

    /**
     * Connects with the first row.
     *
     * @param address host and port of the database's HTTP door
     */
    public RowWriter(String address, String user, String password) {
        this.configuration = "http::addr=" + address + ";username=" + escaped(user) + ";password=" + escaped(password)
                + ";auto_flush=off;retry_timeout=0;request_timeout=10000;";
    }

    /**
     * Writes all rows, in order within each table.
     *
     * @throws RowsRefused when the database does not take one of them; some others of them may be written
     * @throws HistoryUnavailable when the database does not answer; some of the rows may be written
     */
    public void write(List<Row> rows) throws RowsRefused {
        try {
            Sender open = open();
            rows.forEach(row -> add(open, row));
            open.flush();
        } catch (LineSenderException failed) {
            close();
            if (String.valueOf(failed.getMessage()).contains(REFUSED)) {
                throw new RowsRefused("a row was refused: " + failed.getMessage(), failed);
            }
            throw new HistoryUnavailable("rows could not be written: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        if (sender != null) {
            sender.reset();
            sender.close();
            sender = null;
        }
    }

    private Sender open() {
        if (sender == null) {
            sender = Sender.fromConfig(configuration);
        }
        return sender;
    }

    private static void add(Sender sender, Row row) {
        sender.table(row.table().tableName());
        // The protocol wants symbols before everything else.
        for (Cell cell : row.cells()) {
            if (cell.kind() == Kind.SYMBOL) {
                sender.symbol(cell.column(), (String) cell.value());
            }
        }
        for (Cell cell : row.cells()) {
            add(sender, cell);
        }
        sender.at(row.at());
    }

    private static void add(Sender sender, Cell cell) {
        switch (cell.kind()) {
            case SYMBOL -> {}
            case TEXT -> sender.stringColumn(cell.column(), (String) cell.value());
            case JSON -> sender.stringColumn(cell.column(), json(cell.value()));
            case DECIMAL -> sender.decimalColumn(cell.column(), ((BigDecimal) cell.value()).toPlainString());
            case LONG -> sender.longColumn(cell.column(), (Long) cell.value());
            case DOUBLE -> sender.doubleColumn(cell.column(), (Double) cell.value());
            case BOOLEAN -> sender.boolColumn(cell.column(), (Boolean) cell.value());
            case TIME -> sender.timestampColumn(cell.column(), (Instant) cell.value());
        }
    }

    private static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("value must be writable as JSON: " + value.getClass(), impossible);
        }
    }

    private static String escaped(String text) {
        return text.replace(";", ";;");
    }
}
