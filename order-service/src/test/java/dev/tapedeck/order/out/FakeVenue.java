package dev.tapedeck.order.out;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.venue.Account;
import dev.tapedeck.venue.Asset;
import dev.tapedeck.venue.CancelRow;
import dev.tapedeck.venue.CommandReply;
import dev.tapedeck.venue.Deal;
import dev.tapedeck.venue.HeldPosition;
import dev.tapedeck.venue.LeverageSetting;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.NewOrder;
import dev.tapedeck.venue.PlacementReply;
import dev.tapedeck.venue.PositionMode;
import dev.tapedeck.venue.VenueOrder;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An account whose every request waits until the test answers it. */
final class FakeVenue implements Account {
    sealed interface Request {
        record Placement(NewOrder order, CompletableFuture<PlacementReply> reply) implements Request {}

        record Ask(String clientOrderId, CompletableFuture<Lookup<VenueOrder>> reply) implements Request {}

        record AskForDeals(String venueOrderId, CompletableFuture<Lookup<List<Deal>>> reply) implements Request {}
    }

    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

    /** Returns the next request, which must be of this kind. */
    <R extends Request> R next(Class<R> kind) {
        try {
            Request request = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (kind.isInstance(request)) {
                return kind.cast(request);
            }
            throw new AssertionError("the next request must be " + kind.getSimpleName() + ", was " + request);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a request", interrupted);
        }
    }

    List<Request> unanswered() {
        return List.copyOf(requests);
    }

    @Override
    public CompletionStage<PlacementReply> placeOrder(NewOrder order) {
        var reply = new CompletableFuture<PlacementReply>();
        requests.add(new Request.Placement(order, reply));
        return reply;
    }

    @Override
    public CompletionStage<Lookup<VenueOrder>> orderByClientId(Symbol symbol, String clientOrderId) {
        var reply = new CompletableFuture<Lookup<VenueOrder>>();
        requests.add(new Request.Ask(clientOrderId, reply));
        return reply;
    }

    @Override
    public CompletionStage<Lookup<List<Deal>>> dealsOfOrder(String venueOrderId) {
        var reply = new CompletableFuture<Lookup<List<Deal>>>();
        requests.add(new Request.AskForDeals(venueOrderId, reply));
        return reply;
    }

    @Override
    public CompletionStage<Lookup<List<CancelRow>>> cancel(List<String> venueOrderIds) {
        throw new UnsupportedOperationException("cancel " + venueOrderIds);
    }

    @Override
    public CompletionStage<CommandReply> cancelAll(Symbol symbol) {
        throw new UnsupportedOperationException("cancelAll " + symbol);
    }

    @Override
    public CompletionStage<Lookup<VenueOrder>> orderByVenueId(String venueOrderId) {
        throw new UnsupportedOperationException("orderByVenueId " + venueOrderId);
    }

    @Override
    public CompletionStage<Lookup<List<VenueOrder>>> openOrders() {
        throw new UnsupportedOperationException("openOrders");
    }

    @Override
    public CompletionStage<Lookup<List<Deal>>> recentDeals(Symbol symbol, int limit) {
        throw new UnsupportedOperationException("recentDeals " + symbol);
    }

    @Override
    public CompletionStage<Lookup<List<HeldPosition>>> positions() {
        throw new UnsupportedOperationException("positions");
    }

    @Override
    public CompletionStage<Lookup<List<Asset>>> assets() {
        throw new UnsupportedOperationException("assets");
    }

    @Override
    public CompletionStage<Lookup<List<LeverageSetting>>> leverage(Symbol symbol) {
        throw new UnsupportedOperationException("leverage " + symbol);
    }

    @Override
    public CompletionStage<CommandReply> setLeverage(Symbol symbol, Direction direction, int leverage) {
        throw new UnsupportedOperationException("setLeverage " + symbol);
    }

    @Override
    public CompletionStage<Lookup<PositionMode>> positionMode() {
        throw new UnsupportedOperationException("positionMode");
    }

    @Override
    public CompletionStage<CommandReply> setPositionMode(PositionMode mode) {
        throw new UnsupportedOperationException("setPositionMode " + mode);
    }
}
