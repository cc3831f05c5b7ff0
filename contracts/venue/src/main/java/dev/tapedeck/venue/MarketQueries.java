package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The public calls. No stage ever completes exceptionally. Nothing is retried here. Safe for use by many threads. */
public interface MarketQueries {
    /** Returns the venue's clock. */
    CompletionStage<Lookup<Instant>> serverTime();

    CompletionStage<Lookup<List<Instrument>>> instruments();

    /**
     * Returns the book with its version, the seed for a {@link BookKeeper}.
     *
     * @param limit levels a side, 1 to 1000
     */
    CompletionStage<Lookup<Book>> depth(Symbol symbol, int limit);

    /**
     * Returns the latest changes of the book, oldest first.
     *
     * @param limit 1 to 1000
     */
    CompletionStage<Lookup<List<DepthChange>>> depthChanges(Symbol symbol, int limit);

    /** Returns the tickers of all symbols. */
    CompletionStage<Lookup<List<Ticker>>> tickers();

    /**
     * Returns the latest trades, oldest first.
     *
     * @param limit 1 to 100
     */
    CompletionStage<Lookup<List<PublicTrade>>> recentTrades(Symbol symbol, int limit);
}
