package dev.tapedeck.gateway.out.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a history database has taken, and how to take more or go back. What was done is kept in {@code schema_migrations}: a row when a step begins and one when it is done, so a step
 * that broke off is seen. One process at a time may change a schema. Not for use by many threads.
 */
public final class Schema {
    private static final String JOURNAL = """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                timestamp TIMESTAMP, version INT, name VARCHAR, checksum VARCHAR, action SYMBOL
            ) TIMESTAMP(timestamp) PARTITION BY YEAR BYPASS WAL""";
    private static final String MISSING = "table does not exist";

    /** Where a step is. */
    public enum State {
        PENDING,
        APPLIED,
        /** Begun, forward or back, and not ended: take it back. */
        HALF_APPLIED,
        /** Applied, but not with the statements that this program has for it. */
        CHANGED,
        /** Applied by a newer program. */
        UNKNOWN
    }

    /**
     * A step and where it is.
     *
     * @param since when it came there; absent for a step that was never taken
     */
    public record Step(
            int version, String name, State state, @Nullable Instant since) {}

    /** The schema cannot be changed as asked; the message says why and what to do. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private enum Action {
        UP_BEGUN,
        UP_DONE,
        DOWN_BEGUN,
        DOWN_DONE
    }

    private record Entry(int version, String name, String checksum, Action action, Instant at) {}

    private final Connection connection;
    private final List<Migration> migrations;

    public Schema(Connection connection, List<Migration> migrations) {
        this.connection = connection;
        this.migrations = List.copyOf(migrations);
    }

    /** Returns every step that this program or the database knows, in order. Changes nothing. */
    public List<Step> steps() throws SQLException {
        Map<Integer, Entry> journal = journal();
        var steps = new ArrayList<Step>();
        for (Migration migration : migrations) {
            Entry last = journal.remove(migration.version());
            steps.add(new Step(
                    migration.version(), migration.name(), state(migration, last), last == null ? null : last.at));
        }
        journal.values().stream()
                .filter(entry -> entry.action != Action.DOWN_DONE)
                .map(entry -> new Step(entry.version, entry.name, State.UNKNOWN, entry.at))
                .forEach(steps::add);
        return steps;
    }

    /** Returns whether every step is applied, as this program knows it. */
    public boolean isCurrent() throws SQLException {
        return steps().stream().allMatch(step -> step.state == State.APPLIED);
    }

    /** Returns a text that is another one after every change of the schema, also after one back and forth; empty unless every step is applied, as this program knows it. */
    public Optional<String> generation() throws SQLException {
        if (!isCurrent()) {
            return Optional.empty();
        }
        return journal().values().stream()
                .map(entry -> entry.at)
                .max(Comparator.naturalOrder())
                .map(Instant::toString);
    }

    /**
     * Takes all steps that were not taken and returns them.
     *
     * @throws Refused when a step is neither pending nor applied; nothing was changed then
     */
    public List<Step> up() throws SQLException, Refused {
        for (Step step : steps()) {
            refuseUnlessSound(step);
        }
        var taken = new ArrayList<Step>();
        for (Migration migration : migrations) {
            if (state(migration, journal().get(migration.version())) == State.PENDING) {
                note(migration, Action.UP_BEGUN);
                run(migration.up());
                note(migration, Action.UP_DONE);
                taken.add(step(migration));
            }
        }
        return taken;
    }

    /**
     * Takes back the last step that was taken, also half, with all that it holds, and returns it; nothing when there is none.
     *
     * @throws Refused when this program does not know the last step
     */
    public List<Step> down() throws SQLException, Refused {
        List<Step> steps = steps();
        for (Step step : steps) {
            if (step.state == State.UNKNOWN) {
                throw new Refused("step " + step.version + " (" + step.name
                        + ") was applied by a newer version of Tapedeck, which must take it back");
            }
        }
        for (Migration migration : migrations.reversed()) {
            if (steps.get(migration.version() - 1).state != State.PENDING) {
                note(migration, Action.DOWN_BEGUN);
                run(migration.down());
                note(migration, Action.DOWN_DONE);
                return List.of(step(migration));
            }
        }
        return List.of();
    }

    private Step step(Migration migration) throws SQLException {
        return steps().get(migration.version() - 1);
    }

    private static void refuseUnlessSound(Step step) throws Refused {
        String which = "step " + step.version + " (" + step.name + ") ";
        switch (step.state) {
            case PENDING, APPLIED -> {}
            case HALF_APPLIED ->
                throw new Refused(which + "was begun at " + step.since
                        + " and not ended; take it back first: ./tapedeck migrate down");
            case CHANGED ->
                throw new Refused(which
                        + "was applied with other statements than this version has; applied steps must not be edited");
            case UNKNOWN ->
                throw new Refused(which
                        + "was applied by a newer version of Tapedeck; run that version, or take it back with it");
        }
    }

    private static State state(Migration migration, @Nullable Entry last) {
        if (last == null) {
            return State.PENDING;
        }
        return switch (last.action) {
            case DOWN_DONE -> State.PENDING;
            case UP_BEGUN, DOWN_BEGUN -> State.HALF_APPLIED;
            case UP_DONE -> last.checksum.equals(migration.checksum()) ? State.APPLIED : State.CHANGED;
        };
    }

    /** Returns the last entry of every step; none when the database is new. */
    private Map<Integer, Entry> journal() throws SQLException {
        var journal = new HashMap<Integer, Entry>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT version, name, checksum, action, timestamp FROM schema_migrations ORDER BY timestamp")) {
            while (rows.next()) {
                var entry = new Entry(
                        rows.getInt(1),
                        rows.getString(2),
                        rows.getString(3),
                        Action.valueOf(rows.getString(4)),
                        rows.getObject(5, LocalDateTime.class).toInstant(ZoneOffset.UTC));
                journal.put(entry.version, entry);
            }
        } catch (SQLException failed) {
            if (!String.valueOf(failed.getMessage()).contains(MISSING)) {
                throw failed;
            }
        }
        return journal;
    }

    private void note(Migration migration, Action action) throws SQLException {
        run(List.of(JOURNAL));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO schema_migrations VALUES (systimestamp(), ?, ?, ?, ?)")) {
            insert.setInt(1, migration.version());
            insert.setString(2, migration.name());
            insert.setString(3, migration.checksum());
            insert.setString(4, action.name());
            insert.executeUpdate();
        }
    }

    private void run(List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
