package dev.tapedeck.gateway.core;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What users may do. Each role may do all that those before it may. */
public final class Roles {
    /** Sees everything but the audit trail, changes nothing. */
    public static final String VIEWER = "viewer";
    /** Runs paper sessions, changes strategies, closes and cancels. */
    public static final String TRADER = "trader";
    /** Decides where trading is allowed, and reads the audit trail. */
    public static final String RISK = "risk";
    /** Starts sessions with real money. */
    public static final String ADMIN = "admin";

    /** From the lowest to the highest. */
    public static final List<String> ALL = List.of(VIEWER, TRADER, RISK, ADMIN);

    private Roles() {}

    /** Returns every role that somebody with these has: they and the lower ones. What is not a role here counts for nothing. */
    public static Set<String> held(Collection<String> granted) {
        int highest = granted.stream().mapToInt(ALL::indexOf).max().orElse(-1);
        return new LinkedHashSet<>(ALL.subList(0, highest + 1));
    }
}
