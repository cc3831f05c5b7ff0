package dev.tapedeck.gateway.out.history;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Leafs through listings, newest first. */
public final class Pages {
    private static final String CREATED = "createdAt";

    private final HistoryQueries queries;

    public Pages(HistoryQueries queries) {
        this.queries = queries;
    }

    /**
     * A part of a listing.
     *
     * @param next where the part after it begins; absent at the end
     */
    public record Page(
            List<Map<String, Object>> rows, @Nullable String next) {
        public Page {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Where a part begins: rows of {@code until} and earlier, without the first {@code skipped}, which are of {@code until} and were in the part before. So rows of one moment are neither
     * left out nor shown twice.
     */
    public record Place(Instant until, int skipped) {
        private static final Pattern TEXT = Pattern.compile("(.{10,40})~(\\d{1,5})");

        /** Returns the place that a client was told or, with a time alone, everything until then. */
        public static Place of(String text) {
            Matcher place = TEXT.matcher(text);
            boolean isTold = place.matches();
            try {
                return new Place(
                        Instant.parse(isTold ? place.group(1) : text), isTold ? Integer.parseInt(place.group(2)) : 0);
            } catch (DateTimeParseException noTime) {
                throw new IllegalArgumentException(
                        "must be a time such as 2026-11-23T10:00:00Z or the next of a page", noTime);
            }
        }

        @Override
        public String toString() {
            return until + "~" + skipped;
        }
    }

    /**
     * Returns a part of the listing.
     *
     * @param filters values by the listing's names for them; each narrows the answer
     * @param from where the part begins; absent for the newest
     */
    public Page page(Listing listing, Map<String, String> filters, @Nullable Place from, int limit) {
        var conditions = new ArrayList<String>();
        var parameters = new ArrayList<Object>();
        filters.forEach((name, value) -> {
            String column = listing.filters().get(name);
            if (column == null) {
                throw new IllegalArgumentException("a listing of " + listing + " has no filter " + name);
            }
            conditions.add(column + " = ?");
            parameters.add(value);
        });
        if (from != null) {
            conditions.add("timestamp <= ?");
            parameters.add(from.until);
        }
        int skipped = from == null ? 0 : from.skipped;
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String sql = listing.select() + where + " ORDER BY timestamp DESC LIMIT " + skipped + ", " + (skipped + limit);
        List<Map<String, Object>> rows = queries.ask(sql, parameters, HistoryQueries::asMap);
        return new Page(rows, rows.size() < limit ? null : next(rows, from).toString());
    }

    private static Place next(List<Map<String, Object>> rows, @Nullable Place from) {
        Instant last = time(rows.getLast());
        int same = (int) rows.stream().filter(row -> time(row).equals(last)).count();
        if (from != null && same == rows.size() && last.equals(from.until)) {
            return new Place(last, from.skipped + same);
        }
        return new Place(last, same);
    }

    private static Instant time(Map<String, Object> row) {
        return Instant.parse((String) row.get(CREATED));
    }
}
