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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A venue where every request about an order waits until the test answers it, and the rest is answered at once. */
final class FakeVenue implements VenueCalls {
    sealed interface Request {
        record Placement(NewOrder order, CompletableFuture<PlacementReply> reply) implements Request {}

        record Ask(String clientOrderId, CompletableFuture<Lookup<VenueOrder>> reply) implements Request {}

        record Cancel(String venueOrderId, CompletableFuture<CommandReply> reply) implements Request {}

        record AskForDeals(String venueOrderId, CompletableFuture<Lookup<List<Deal>>> reply) implements Request {}
    }

    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    final List<String> leverages = new CopyOnWriteArrayList<>();
    final AtomicInteger probes = new AtomicInteger();
    volatile Price price = Price.of("100");
    volatile CommandReply leverageReply = new CommandReply.Done();
    /** Whether what it answers at once breaks its promise to answer. */
    volatile boolean isBroken;

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
    public CompletionStage<PlacementReply> place(NewOrder order) {
        var reply = new CompletableFuture<PlacementReply>();
        requests.add(new Request.Placement(order, reply));
        return reply;
    }

    @Override
    public CompletionStage<Lookup<VenueOrder>> order(Symbol symbol, String clientOrderId) {
        var reply = new CompletableFuture<Lookup<VenueOrder>>();
        requests.add(new Request.Ask(clientOrderId, reply));
        return reply;
    }

    @Override
    public CompletionStage<Lookup<List<Deal>>> deals(String venueOrderId) {
        var reply = new CompletableFuture<Lookup<List<Deal>>>();
        requests.add(new Request.AskForDeals(venueOrderId, reply));
        return reply;
    }

    @Override
    public CompletionStage<CommandReply> cancel(String venueOrderId) {
        var reply = new CompletableFuture<CommandReply>();
        requests.add(new Request.Cancel(venueOrderId, reply));
        return reply;
    }

    @Override
    public CompletionStage<CommandReply> setLeverage(Symbol symbol, Direction direction, int leverage) {
        leverages.add(symbol + " " + direction + " " + leverage);
        return answer(leverageReply);
    }

    @Override
    public CompletionStage<Lookup<Price>> price(Symbol symbol) {
        return this.<Lookup<Price>>answer(new Lookup.Found<>(price));
    }

    @Override
    public CompletionStage<Lookup<Integer>> probe() {
        probes.incrementAndGet();
        return this.<Lookup<Integer>>answer(new Lookup.Absent<>());
    }

    private <T> CompletionStage<T> answer(T answer) {
        return isBroken
                ? CompletableFuture.failedStage(new IllegalStateException("the adapter is broken"))
                : CompletableFuture.completedStage(answer);
    }
}
