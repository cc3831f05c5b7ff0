package dev.tapedeck.local.questdb;

import dev.tapedeck.gateway.out.history.Migration;
import dev.tapedeck.gateway.out.history.Schema;
import dev.tapedeck.gateway.out.history.Schema.Step;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The schema of the stack's history database, which must be running. */
public final class HistorySchema {
    private final Layout layout;

    public HistorySchema(Layout layout) {
        this.layout = layout;
    }

    /** Returns every step and where it is. */
    public List<Step> steps() {
        return on(Schema::steps);
    }

    /** Takes all steps that were not taken yet and returns them. */
    public List<Step> up() {
        return on(Schema::up);
    }

    /** Takes the last step back, with what its tables hold, and returns it; nothing when there is none. */
    public List<Step> down() {
        return on(Schema::down);
    }

    /** What is done with a schema. */
    @FunctionalInterface
    private interface Work {
        List<Step> on(Schema schema) throws SQLException, Schema.Refused;
    }

    private List<Step> on(Work work) {
        try (Connection connection = HistoryConnection.open(layout)) {
            return work.on(new Schema(connection, Migration.all()));
        } catch (Schema.Refused refused) {
            throw new StackFailure("the history's schema was left as it is: " + refused.getMessage());
        } catch (SQLException failed) {
            throw new StackFailure("the history's schema could not be read or changed: " + failed.getMessage(), failed);
        }
    }
}
