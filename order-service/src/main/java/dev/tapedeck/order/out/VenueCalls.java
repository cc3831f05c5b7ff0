package dev.tapedeck.order.out;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.venue.CommandReply;
import dev.tapedeck.venue.Deal;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.NewOrder;
import dev.tapedeck.venue.PlacementReply;
import dev.tapedeck.venue.VenueOrder;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What the order service asks of the venue. No stage ever completes exceptionally: what went wrong is in the reply. Safe for use by many threads. */
public interface VenueCalls {
    /** Sends the order at most once. */
    CompletionStage<PlacementReply> place(NewOrder order);

    CompletionStage<Lookup<VenueOrder>> order(Symbol symbol, String clientOrderId);

    CompletionStage<Lookup<List<Deal>>> deals(String venueOrderId);

    CompletionStage<CommandReply> cancel(String venueOrderId);

    CompletionStage<CommandReply> setLeverage(Symbol symbol, Direction direction, int leverage);

    /** Returns the price at which the venue values the symbol now. */
    CompletionStage<Lookup<Price>> price(Symbol symbol);

    /** Asks something small that needs a login, to learn whether the venue answers; the value says nothing. */
    CompletionStage<Lookup<Integer>> probe();
}
