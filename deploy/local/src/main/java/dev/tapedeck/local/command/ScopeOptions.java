package dev.tapedeck.local.command;

import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.local.WrongUse;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a trading state holds. */
final class ScopeOptions {
    /** The id of the one global scope. */
    private static final String ALL = "all";

    private static final Pattern ID =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63})?");

    @Option(names = "--session", paramLabel = "ID", description = "only in this session (default: everywhere)")
    private @Nullable String session;

    @Option(names = "--strategy", paramLabel = "ID", description = "only for this strategy: ID or SESSION/ID")
    private @Nullable String strategy;

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "only on this symbol")
    private @Nullable String symbol;

    void check() {
        if (given().count() > 1) {
            throw new WrongUse("give one of --session, --strategy and --symbol, or none for everywhere");
        }
        if (!ID.matcher(scopeId()).matches()) {
            throw new WrongUse(
                    "the id of a session, strategy or symbol must match " + ID + ", was '" + scopeId() + "'");
        }
    }

    Scope scope() {
        if (session != null) {
            return Scope.SESSION;
        }
        if (strategy != null) {
            return Scope.STRATEGY;
        }
        return symbol != null ? Scope.SYMBOL : Scope.GLOBAL;
    }

    String scopeId() {
        return given().findFirst().orElse(ALL);
    }

    /** Returns whether positions of the session may be in this scope. */
    boolean covers(String sessionId) {
        return session == null || session.equals(sessionId);
    }

    private Stream<String> given() {
        return Stream.of(Optional.ofNullable(session), Optional.ofNullable(strategy), Optional.ofNullable(symbol))
                .flatMap(Optional::stream);
    }
}
