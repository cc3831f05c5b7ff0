package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Symbol;
import java.util.Set;

/** One venue. Safe for use by many threads. */
public interface Venue {
    /** Returns the name under which the log knows this venue. */
    String name();

    /** Returns the venue's clock as far as it is known: it is read again whenever the venue refuses our time, and read by nothing else. */
    VenueClock clock();

    MarketQueries market();

    /** Returns the signed calls; they need credentials, else every one of them fails as not permitted. */
    Account account();

    /** Returns a feed that does nothing until it is started. */
    PublicFeed publicFeed(Set<Symbol> symbols, Set<PublicFeed.Channel> channels, PublicFeed.Listener listener);

    /** Returns a stream that does nothing until it is started. */
    PrivateStream privateStream(PrivateStream.Listener listener);
}
