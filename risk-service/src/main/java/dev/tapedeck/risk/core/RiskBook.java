package dev.tapedeck.risk.core;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The accounts of one partition, by session. Immutable. */
public record RiskBook(Map<String, Account> accounts) {
    static final RiskBook EMPTY = new RiskBook(Map.of());

    @Nullable
    Account account(String sessionId) {
        return accounts.get(sessionId);
    }

    RiskBook with(Account account) {
        var copy = new TreeMap<>(accounts);
        copy.put(account.sessionId(), account);
        return new RiskBook(copy);
    }

    /** Returns the book with the account changed; as it is when there is no such account. */
    RiskBook changed(String sessionId, UnaryOperator<Account> change) {
        Account account = accounts.get(sessionId);
        return account == null ? this : with(change.apply(account));
    }
}
