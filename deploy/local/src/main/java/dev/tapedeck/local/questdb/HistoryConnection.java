package dev.tapedeck.local.questdb;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** How this machine's tools reach the history database of a stack, which must be running. */
public final class HistoryConnection {
    private HistoryConnection() {}

    /** Returns an open connection; a database that does not answer is a {@link StackFailure} that says where it was looked for. */
    public static Connection open(Layout layout) {
        HistoryKey key = HistoryKey.of(layout);
        var settings = new Properties();
        settings.setProperty("user", key.user());
        settings.setProperty("password", key.password());
        settings.setProperty("sslmode", "disable");
        settings.setProperty("connectTimeout", "5");
        settings.setProperty("socketTimeout", "60");
        String url = "jdbc:postgresql://" + Layout.HOST + ":" + layout.questDbPgPort() + "/qdb";
        try {
            return DriverManager.getConnection(url, settings);
        } catch (SQLException failed) {
            throw new StackFailure(
                    "the history database does not answer; is a stack running? (" + url + "): " + failed.getMessage(),
                    failed);
        }
    }
}
