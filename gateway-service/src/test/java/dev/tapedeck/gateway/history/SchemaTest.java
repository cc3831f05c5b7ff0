package dev.tapedeck.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.gateway.out.history.Migration;
import dev.tapedeck.gateway.out.history.Schema;
import dev.tapedeck.gateway.out.history.Schema.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The steps of the schema on a real database. */
class SchemaTest {
    private static final Migration ONE =
            step(1, "one", "CREATE TABLE IF NOT EXISTS one (n INT)", "DROP TABLE IF EXISTS one");
    private static final Migration TWO =
            step(2, "two", "CREATE TABLE IF NOT EXISTS two (n INT)", "DROP TABLE IF EXISTS two");
    private static final Migration BROKEN = step(2, "two", "CREATE NONSENSE", "DROP TABLE IF EXISTS two");

    private static TestDatabase database;
    private Connection connection;

    @BeforeAll
    static void startDatabase() {
        database = TestDatabase.start();
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = database.connection();
    }

    @AfterEach
    void clean() throws SQLException {
        for (String table : List.of("one", "two", "schema_migrations")) {
            database.execute("DROP TABLE IF EXISTS " + table);
        }
        connection.close();
    }

    private static Migration step(int version, String name, String up, String down) {
        return new Migration(version, name, List.of(up), List.of(down), up);
    }

    private Schema schema(Migration... migrations) {
        return new Schema(connection, List.of(migrations));
    }

    private static List<State> states(Schema schema) throws SQLException {
        return schema.steps().stream().map(Schema.Step::state).toList();
    }

    @Test
    void aNewDatabaseHasEveryStepBeforeIt() throws SQLException {
        assertEquals(List.of(State.PENDING, State.PENDING), states(schema(ONE, TWO)));
    }

    @Test
    void upTakesEveryStepOnce() throws SQLException, Schema.Refused {
        assertEquals(2, schema(ONE, TWO).up().size());
        assertEquals(0, schema(ONE, TWO).up().size());
        assertTrue(schema(ONE, TWO).isCurrent());
        database.execute("INSERT INTO two VALUES (2)");
    }

    @Test
    void downTakesTheLastStepBackAndUpDoesItAgain() throws SQLException, Schema.Refused {
        schema(ONE, TWO).up();
        assertEquals(2, schema(ONE, TWO).down().getFirst().version());
        assertEquals(List.of(State.APPLIED, State.PENDING), states(schema(ONE, TWO)));
        assertThrows(SQLException.class, () -> database.execute("INSERT INTO two VALUES (2)"));
        assertEquals(1, schema(ONE, TWO).up().size());
        database.execute("INSERT INTO two VALUES (2)");
    }

    @Test
    void downOnANewDatabaseDoesNothing() throws SQLException, Schema.Refused {
        assertEquals(List.of(), schema(ONE, TWO).down());
    }

    @Test
    void aStepThatBrokeOffIsSeenAndTakenBackBeforeItIsDoneAgain() throws SQLException, Schema.Refused {
        assertThrows(SQLException.class, () -> schema(ONE, BROKEN).up());
        assertEquals(List.of(State.APPLIED, State.HALF_APPLIED), states(schema(ONE, TWO)));
        var refused = assertThrows(Schema.Refused.class, () -> schema(ONE, TWO).up());
        assertTrue(String.valueOf(refused.getMessage()).contains("migrate down"), refused.getMessage());
        schema(ONE, TWO).down();
        schema(ONE, TWO).up();
        assertTrue(schema(ONE, TWO).isCurrent());
    }

    @Test
    void aStepThatWasEditedAfterItWasAppliedIsRefused() throws SQLException, Schema.Refused {
        schema(ONE).up();
        Migration edited = step(1, "one", "CREATE TABLE IF NOT EXISTS one (n LONG)", "DROP TABLE IF EXISTS one");
        assertEquals(List.of(State.CHANGED), states(schema(edited)));
        assertThrows(Schema.Refused.class, () -> schema(edited, TWO).up());
        assertThrows(SQLException.class, () -> database.execute("INSERT INTO two VALUES (2)"));
    }

    @Test
    void aStepOfANewerProgramIsNeitherTakenBackNorPassedOver() throws SQLException, Schema.Refused {
        schema(ONE, TWO).up();
        assertEquals(List.of(State.APPLIED, State.UNKNOWN), states(schema(ONE)));
        assertThrows(Schema.Refused.class, () -> schema(ONE).up());
        assertThrows(Schema.Refused.class, () -> schema(ONE).down());
    }

    @Test
    void theStepsOfThisProgramGoUpAndDownAndUpAgain() throws SQLException, Schema.Refused {
        var schema = new Schema(connection, Migration.all());
        int steps = schema.up().size();
        for (int i = 0; i < steps; i++) {
            assertEquals(1, schema.down().size());
        }
        assertEquals(
                List.of(List.of("schema_migrations")),
                database.ask("SELECT table_name FROM tables() WHERE table_name NOT IN ('one', 'two')"));
        assertEquals(steps, schema.up().size());
        assertTrue(schema.isCurrent());
        for (int i = 0; i < steps; i++) {
            schema.down();
        }
    }
}
