package dev.tapedeck.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.core.VenueCode;
import dev.tapedeck.simulator.wire.Envelope;
import dev.tapedeck.simulator.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of the venue's rows as its adapter reads it. It is written and read again only when a row is new or changed: what is asked every few seconds changes every few minutes, and a page costs as much as a
 * thousand ticks. For one thread.
 *
 * @param <R> what a row shows
 * @param <A> what the adapter reads
 */
final class Page<R, A> {
    /** As many as the venue puts into one page. */
    private static final int MOST_ROWS = 100;

    private record Version(Object of, int number) {}

    private final ToIntFunction<R> version;
    private final Function<R, ObjectNode> row;
    private final Function<String, A> reader;
    private List<Version> versions = List.of();
    private @Nullable A read;

    /** @param version of what a row shows; a higher one for each change */
    Page(ToIntFunction<R> version, Function<R, ObjectNode> row, Function<String, A> reader) {
        this.version = version;
        this.row = row;
        this.reader = reader;
    }

    /** Returns what the adapter reads of the first of these. */
    A read(Stream<R> all) {
        List<R> rows = all.limit(MOST_ROWS).toList();
        var now = new ArrayList<Version>(rows.size());
        rows.forEach(one -> now.add(new Version(one, version.applyAsInt(one))));
        A known = read;
        if (known != null && now.equals(versions)) {
            return known;
        }
        A fresh = reader.apply(Envelope.text(VenueCode.OK, "", rows(rows.stream(), row)));
        versions = now;
        read = fresh;
        return fresh;
    }

    /** Returns the first of these as rows. */
    static <R> ArrayNode rows(Stream<R> all, Function<R, ObjectNode> row) {
        ArrayNode rows = Json.array();
        all.limit(MOST_ROWS).forEach(one -> rows.add(row.apply(one)));
        return rows;
    }
}
