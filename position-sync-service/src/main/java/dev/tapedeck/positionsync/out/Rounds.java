package dev.tapedeck.positionsync.out;

import dev.tapedeck.contracts.value.Symbol;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose history is read though nothing differs: a few symbols with each answer of the venue, in turn, so that what others opened and closed again between two answers is found without more questions than the
 * venue takes. Safe for use by many threads.
 */
final class Rounds {
    private static final int AT_ONCE = 2;
    private static final Comparator<Symbol> BY_NAME = Comparator.comparing(Symbol::name);

    private @Nullable Symbol last;

    /** Returns the next of the symbols, at most {@value #AT_ONCE}. */
    synchronized Set<Symbol> next(Collection<Symbol> all) {
        var symbols = new TreeSet<>(BY_NAME);
        symbols.addAll(all);
        var next = new LinkedHashSet<Symbol>();
        Symbol after = last;
        if (after != null) {
            symbols.tailSet(after, false).stream().limit(AT_ONCE).forEach(next::add);
        }
        symbols.stream().limit(AT_ONCE - next.size()).forEach(next::add);
        next.forEach(symbol -> last = symbol);
        return next;
    }
}
