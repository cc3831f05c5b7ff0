package dev.tapedeck.positionsync.out;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.venue.Funding;
import dev.tapedeck.venue.HeldPosition;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.PastOrder;
import dev.tapedeck.venue.Ticker;
import dev.tapedeck.venue.Venue;
import dev.tapedeck.venue.VenueOrder;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What position-sync asks of the venue: it only ever asks. No stage ever completes exceptionally. Safe for use by many threads. */
public interface VenueQuestions {
    CompletionStage<Lookup<List<HeldPosition>>> positions();

    /** Returns the open orders of all symbols: all of them or a failure, never a part. */
    CompletionStage<Lookup<List<VenueOrder>>> openOrders();

    /** Returns the latest orders of a symbol that are over, newest first; those that others placed too. */
    CompletionStage<Lookup<List<PastOrder>>> pastOrders(Symbol symbol);

    /** Returns the ids of the orders that stops of a symbol's positions became when they triggered, newest first. */
    CompletionStage<Lookup<List<String>>> ordersOfStops(Symbol symbol);

    /** Returns what funding was settled lately on positions of all symbols, newest first. */
    CompletionStage<Lookup<List<Funding>>> fundings();

    /** Returns the tickers of all symbols. */
    CompletionStage<Lookup<List<Ticker>>> tickers();

    static VenueQuestions of(Venue venue) {
        return new VenueQuestions() {
            @Override
            public CompletionStage<Lookup<List<HeldPosition>>> positions() {
                return venue.account().positions();
            }

            @Override
            public CompletionStage<Lookup<List<VenueOrder>>> openOrders() {
                return venue.account().openOrders();
            }

            @Override
            public CompletionStage<Lookup<List<PastOrder>>> pastOrders(Symbol symbol) {
                return venue.account().pastOrders(symbol);
            }

            @Override
            public CompletionStage<Lookup<List<String>>> ordersOfStops(Symbol symbol) {
                return venue.account().ordersOfStops(symbol);
            }

            @Override
            public CompletionStage<Lookup<List<Funding>>> fundings() {
                return venue.account().fundings();
            }

            @Override
            public CompletionStage<Lookup<List<Ticker>>> tickers() {
                return venue.market().tickers();
            }
        };
    }
}
