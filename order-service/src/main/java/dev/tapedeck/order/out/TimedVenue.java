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
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Measures what the venue was asked: how long each call took, repeats and all, and what kind of answer it got. */
public final class TimedVenue implements VenueCalls {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5)
    };

    private final VenueCalls venue;
    private final MeterRegistry registry;

    public TimedVenue(VenueCalls venue, MeterRegistry registry) {
        this.venue = venue;
        this.registry = registry;
    }

    @Override
    public CompletionStage<PlacementReply> place(NewOrder order) {
        return timed(
                () -> venue.place(order),
                reply -> Timer.builder("trading.order.submission")
                        .description("From sending an order to what is known of it then")
                        .tag("symbol", order.symbol().name())
                        .tag("answer", kind(reply)));
    }

    @Override
    public CompletionStage<Lookup<VenueOrder>> order(Symbol symbol, String clientOrderId) {
        return timed("order", () -> venue.order(symbol, clientOrderId));
    }

    @Override
    public CompletionStage<Lookup<List<Deal>>> deals(String venueOrderId) {
        return timed("deals", () -> venue.deals(venueOrderId));
    }

    @Override
    public CompletionStage<CommandReply> cancel(String venueOrderId) {
        return timed("cancel", () -> venue.cancel(venueOrderId));
    }

    @Override
    public CompletionStage<CommandReply> setLeverage(Symbol symbol, Direction direction, int leverage) {
        return timed("leverage", () -> venue.setLeverage(symbol, direction, leverage));
    }

    @Override
    public CompletionStage<Lookup<Price>> price(Symbol symbol) {
        return timed("price", () -> venue.price(symbol));
    }

    @Override
    public CompletionStage<Lookup<Integer>> probe() {
        return timed("probe", venue::probe);
    }

    private <T> CompletionStage<T> timed(String call, Supplier<CompletionStage<T>> ask) {
        return timed(
                ask,
                answer -> Timer.builder("trading.venue.requests")
                        .description("Calls of the venue but for orders, from asking to the last answer")
                        .tag("call", call)
                        .tag("answer", kind(answer)));
    }

    private <T> CompletionStage<T> timed(Supplier<CompletionStage<T>> ask, Function<T, Timer.Builder> as) {
        Timer.Sample sample = Timer.start(registry);
        return ask.get().thenApply(answer -> {
            sample.stop(as.apply(answer).serviceLevelObjectives(BUCKETS).register(registry));
            return answer;
        });
    }

    /** Returns the cause of a failure, else the kind of the answer: both are few. */
    private static String kind(Object answer) {
        return switch (answer) {
            case Lookup.Failed<?> failed -> failed.failure().cause().name();
            case CommandReply.Failed failed -> failed.failure().cause().name();
            case PlacementReply.Refused refused -> refused.reason().name();
            case PlacementReply.Retryable retryable -> retryable.reason().name();
            case PlacementReply.Unknown unknown -> unknown.cause().name();
            default -> answer.getClass().getSimpleName();
        };
    }
}
