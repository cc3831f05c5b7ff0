package dev.tapedeck.marketdata.core;

import dev.tapedeck.contracts.value.Symbol;
import java.util.HashMap;

/** All feeds of this service. Mutable: {@link FeedDecider#evolve} changes it in place. Plain records and collections, so that it is saved as JSON as it is. */
public record FeedState(HashMap<Symbol, SymbolFeed> feeds) {
    static FeedState empty() {
        return new FeedState(new HashMap<>());
    }

    /** Returns what is known of the symbol, which may be nothing. */
    SymbolFeed feed(Symbol symbol) {
        SymbolFeed known = feeds.get(symbol);
        return known == null ? SymbolFeed.unknown() : known;
    }
}
