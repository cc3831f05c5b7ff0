package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The signed calls of one account. No stage ever completes exceptionally: what went wrong is in the reply. Nothing is retried here; rate budgets and
 * repeats are the caller's decision. Safe for use by many threads.
 */
public interface Account {
    /** The most orders that one cancel request may name. */
    int CANCEL_MAX = 50;

    /** The most rows that a question about the past brings. */
    int PAST_MAX = 100;

    /** Sends the order once. */
    CompletionStage<PlacementReply> placeOrder(NewOrder order);

    /**
     * Cancels orders.
     *
     * @param venueOrderIds 1 to {@value #CANCEL_MAX}
     */
    CompletionStage<Lookup<List<CancelRow>>> cancel(List<String> venueOrderIds);

    /** Cancels every open order of the symbol. */
    CompletionStage<CommandReply> cancelAll(Symbol symbol);

    CompletionStage<Lookup<VenueOrder>> orderByClientId(Symbol symbol, String clientOrderId);

    CompletionStage<Lookup<VenueOrder>> orderByVenueId(String venueOrderId);

    /** Returns the open orders of all symbols: all of them or a failure, never a part. */
    CompletionStage<Lookup<List<VenueOrder>>> openOrders();

    CompletionStage<Lookup<List<Deal>>> dealsOfOrder(String venueOrderId);

    /**
     * Returns the latest deals of a symbol, newest first as the venue sends them.
     *
     * @param limit 1 to 1000
     */
    CompletionStage<Lookup<List<Deal>>> recentDeals(Symbol symbol, int limit);

    /** Returns the latest orders of a symbol that are over, newest first, at most {@value #PAST_MAX}; those that others placed too. */
    CompletionStage<Lookup<List<PastOrder>>> pastOrders(Symbol symbol);

    /** Returns the venue's ids of the orders that stops of a symbol's positions became when they triggered, newest first, at most {@value #PAST_MAX}. */
    CompletionStage<Lookup<List<String>>> ordersOfStops(Symbol symbol);

    /** Returns all positions that are held now. */
    CompletionStage<Lookup<List<HeldPosition>>> positions();

    /** Returns what funding was settled lately on positions of all symbols, newest first, at most {@value #PAST_MAX}. */
    CompletionStage<Lookup<List<Funding>>> fundings();

    CompletionStage<Lookup<List<Asset>>> assets();

    CompletionStage<Lookup<List<LeverageSetting>>> leverage(Symbol symbol);

    /** Sets the isolated leverage for positions that are not open yet. */
    CompletionStage<CommandReply> setLeverage(Symbol symbol, Direction direction, int leverage);

    CompletionStage<Lookup<PositionMode>> positionMode();

    /** The venue refuses while orders or positions exist. */
    CompletionStage<CommandReply> setPositionMode(PositionMode mode);
}
