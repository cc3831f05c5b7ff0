package dev.tapedeck.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.core.VenueCode;
import dev.tapedeck.simulator.wire.Envelope;
import dev.tapedeck.simulator.wire.Json;
import dev.tapedeck.venue.Lookup;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * A page of the venue's rows as its adapter reads it. Each row is written and read once for each of its versions: what is asked every few seconds changes every few minutes, and a whole page costs as much as a
 * thousand ticks. For one thread.
 *
 * @param <R> what a row shows
 * @param <A> what the adapter makes of a row
 */
final class Page<R, A> {
    /** As many as the venue puts into one page. */
    private static final int MOST_ROWS = 100;

    /** @param answers what the adapter makes of the row alone: one, or none when it leaves the row out */
    private record Known<A>(int version, List<A> answers) {}

    private final ToIntFunction<R> version;
    private final Function<R, ObjectNode> row;
    private final Function<String, Lookup<List<A>>> reader;
    private IdentityHashMap<R, Known<A>> known = new IdentityHashMap<>();

    /** @param version of what a row shows; a higher one for each change */
    Page(ToIntFunction<R> version, Function<R, ObjectNode> row, Function<String, Lookup<List<A>>> reader) {
        this.version = version;
        this.row = row;
        this.reader = reader;
    }

    /** Returns what the adapter reads of the first of these. */
    Lookup<List<A>> read(Stream<R> all) {
        var page = new IdentityHashMap<R, Known<A>>();
        var answers = new ArrayList<A>();
        all.limit(MOST_ROWS).forEach(one -> {
            Known<A> read = known(one);
            page.put(one, read);
            answers.addAll(read.answers());
        });
        known = page;
        return new Lookup.Found<>(List.copyOf(answers));
    }

    private Known<A> known(R one) {
        int now = version.applyAsInt(one);
        Known<A> before = known.get(one);
        return before != null && before.version() == now ? before : new Known<>(now, read(one));
    }

    private List<A> read(R one) {
        String text = Envelope.text(VenueCode.OK, "", rows(Stream.of(one), row));
        if (reader.apply(text) instanceof Lookup.Found<List<A>>(List<A> answers)) {
            return answers;
        }
        throw new IllegalStateException("the adapter must read what the simulator writes, was " + text);
    }

    /** Returns the first of these as rows. */
    static <R> ArrayNode rows(Stream<R> all, Function<R, ObjectNode> row) {
        ArrayNode rows = Json.array();
        all.limit(MOST_ROWS).forEach(one -> rows.add(row.apply(one)));
        return rows;
    }
}
