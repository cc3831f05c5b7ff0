package dev.tapedeck.gateway.out.history;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;

/** Connections to the history's PostgreSQL door. */
public final class HistoryDatabase {
    private static final String DRIVER = "org.postgresql.Driver";
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration CHECKED_AFTER = Duration.ofSeconds(5);

    private HistoryDatabase() {}

    /**
     * Returns a pool that connects when it is asked to, so that it opens whether or not the database is there. A question that is not answered in 10 s fails.
     *
     * @param address host, port and name of the database
     */
    public static AgroalDataSource open(String address, String user, String password, int connectionsMax) {
        var settings = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.initialSize(0)
                        .minSize(0)
                        .maxSize(connectionsMax)
                        .acquisitionTimeout(CONNECT_PATIENCE)
                        .reapTimeout(IDLE)
                        .idleValidationTimeout(CHECKED_AFTER)
                        .connectionValidator(ConnectionValidator.defaultValidator())
                        // A connection to a database that died is not given out again.
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory -> factory.connectionProviderClassName(DRIVER)
                                .jdbcUrl(url(address))
                                .principal(new NamePrincipal(user))
                                .credential(new SimplePassword(password))));
        try {
            return AgroalDataSource.from(settings);
        } catch (SQLException misconfigured) {
            throw new IllegalArgumentException(
                    "the history's database must be host:port/name, was " + address, misconfigured);
        }
    }

    private static String url(String address) {
        return "jdbc:postgresql://" + address + "?sslmode=disable&connectTimeout=2&socketTimeout=10";
    }
}
