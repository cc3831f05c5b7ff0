package dev.tapedeck.order.out;

import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.venue.Account;
import dev.tapedeck.venue.CancelRow;
import dev.tapedeck.venue.CommandReply;
import dev.tapedeck.venue.Deal;
import dev.tapedeck.venue.HeldPosition;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.MarketQueries;
import dev.tapedeck.venue.NewOrder;
import dev.tapedeck.venue.PlacementReply;
import dev.tapedeck.venue.Ticker;
import dev.tapedeck.venue.VenueFailure;
import dev.tapedeck.venue.VenueOrder;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.util.TypeLiteral;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The venue behind a circuit breaker that all calls share. Reads and cancels are repeated with growing, jittered pauses; an order is sent once, whatever comes of it. Only a
 * call that the breaker kept back counts as not sent.
 */
public final class GuardedVenue implements VenueCalls {
    private static final TypeLiteral<CompletionStage<Object>> STAGE = new TypeLiteral<>() {};
    private static final int REPEATS = 2;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long JITTER_MILLIS = 100;

    /**
     * When the breaker opens and closes.
     *
     * @param failures in a row that open it
     * @param delayMillis after which it lets a call through to see
     * @param successes in a row that close it then
     * @param timeoutMillis of one call; more than the HTTP client's own, which says more about what happened
     */
    public record Limits(int failures, long delayMillis, int successes, long timeoutMillis) {}

    /** A reply that says that the venue did not answer. */
    private static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Object reply;

        Fault(Object reply) {
            super(reply.toString(), null, false, false);
            this.reply = reply;
        }
    }

    private final Account account;
    private final MarketQueries market;
    private final Guard breaker;
    private final Guard repeat;
    private volatile String lastFault = "";

    /**
     * @param onBreaker hears each change of the breaker and its reason, on any thread; must not block
     */
    public GuardedVenue(Account account, MarketQueries market, Limits limits, BiConsumer<Breaker, String> onBreaker) {
        this.account = account;
        this.market = market;
        this.breaker = Guard.create()
                .withCircuitBreaker()
                .requestVolumeThreshold(limits.failures())
                .failureRatio(1.0)
                .delay(limits.delayMillis(), ChronoUnit.MILLIS)
                .successThreshold(limits.successes())
                .onStateChange(state -> onBreaker.accept(breaker(state), reason(state, limits)))
                .done()
                .withTimeout()
                .duration(limits.timeoutMillis(), ChronoUnit.MILLIS)
                .done()
                .build();
        this.repeat = Guard.create()
                .withRetry()
                .maxRetries(REPEATS)
                .delay(FIRST_PAUSE_MILLIS, ChronoUnit.MILLIS)
                .jitter(JITTER_MILLIS, ChronoUnit.MILLIS)
                .withExponentialBackoff()
                .done()
                .retryOn(Fault.class)
                .abortOn(CircuitBreakerOpenException.class)
                .done()
                .build();
    }

    @Override
    public CompletionStage<PlacementReply> place(NewOrder order) {
        return answered(
                guarded(() -> account.placeOrder(order), GuardedVenue::isFault),
                open -> new PlacementReply.Retryable(RejectionReason.VENUE_UNAVAILABLE, 0, open),
                broken -> new PlacementReply.Unknown(
                        broken instanceof TimeoutException ? UnknownCause.TIMEOUT : UnknownCause.CONNECTION_LOST,
                        String.valueOf(broken)));
    }

    @Override
    public CompletionStage<Lookup<VenueOrder>> order(Symbol symbol, String clientOrderId) {
        return lookup(() -> account.orderByClientId(symbol, clientOrderId));
    }

    @Override
    public CompletionStage<Lookup<List<Deal>>> deals(String venueOrderId) {
        return lookup(() -> account.dealsOfOrder(venueOrderId));
    }

    @Override
    public CompletionStage<CommandReply> cancel(String venueOrderId) {
        return this.<List<CancelRow>>lookup(() -> account.cancel(List.of(venueOrderId)))
                .thenApply(GuardedVenue::cancelled);
    }

    @Override
    public CompletionStage<CommandReply> setLeverage(Symbol symbol, Direction direction, int leverage) {
        return answered(
                guarded(
                        () -> account.setLeverage(symbol, direction, leverage),
                        reply -> reply instanceof CommandReply.Failed failed && isFault(failed.failure())),
                open -> new CommandReply.Failed(unavailable(open)),
                broken -> new CommandReply.Failed(unavailable(String.valueOf(broken))));
    }

    @Override
    public CompletionStage<Lookup<Price>> price(Symbol symbol) {
        return this.<List<Ticker>>lookup(market::tickers).thenApply(found -> priceOf(symbol, found));
    }

    @Override
    public CompletionStage<Lookup<Integer>> probe() {
        CompletionStage<Lookup<List<HeldPosition>>> positions = answered(
                guarded(account::positions, GuardedVenue::isFault),
                open -> new Lookup.Failed<>(unavailable(open)),
                broken -> new Lookup.Failed<>(unavailable(String.valueOf(broken))));
        return positions.thenApply(found -> found.map(List::size));
    }

    private <T> CompletionStage<Lookup<T>> lookup(Supplier<CompletionStage<Lookup<T>>> call) {
        Supplier<CompletionStage<Object>> once = () -> guarded(call, GuardedVenue::isFault);
        return answered(
                repeat.get(once, STAGE),
                open -> new Lookup.Failed<>(unavailable(open)),
                broken -> new Lookup.Failed<>(unavailable(String.valueOf(broken))));
    }

    private <T> CompletionStage<Object> guarded(Supplier<CompletionStage<T>> call, Predicate<T> isFault) {
        return breaker.get(() -> call.get().thenCompose(reply -> faultOrReply(reply, isFault)), STAGE);
    }

    private <T> CompletionStage<Object> faultOrReply(T reply, Predicate<T> isFault) {
        if (!isFault.test(reply)) {
            return CompletableFuture.completedStage(reply);
        }
        lastFault = reply.toString();
        return CompletableFuture.failedStage(new Fault(reply));
    }

    /** Turns what the guards made of a reply into a reply again. The type holds since each guard gives back what it was given. */
    @SuppressWarnings("unchecked")
    private static <T> CompletionStage<T> answered(
            CompletionStage<Object> guarded, Function<String, T> whenOpen, Function<Throwable, T> whenBroken) {
        return guarded.handle((reply, failure) -> {
            Throwable cause = cause(failure);
            if (cause == null) {
                return (T) reply;
            }
            return switch (cause) {
                case Fault fault -> (T) fault.reply;
                case CircuitBreakerOpenException ignored -> whenOpen.apply("the circuit breaker kept the call back");
                default -> whenBroken.apply(cause);
            };
        });
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
    }

    private static boolean isFault(PlacementReply reply) {
        return switch (reply) {
            case PlacementReply.Unknown ignored -> true;
            case PlacementReply.Retryable retryable -> retryable.reason() == RejectionReason.VENUE_UNAVAILABLE;
            default -> false;
        };
    }

    private static boolean isFault(Lookup<?> answer) {
        return answer instanceof Lookup.Failed<?>(VenueFailure failure) && isFault(failure);
    }

    /** A venue that says why it does not do what was asked is there. */
    private static boolean isFault(VenueFailure failure) {
        return switch (failure.cause()) {
            case VENUE_UNAVAILABLE, TIMEOUT, CONNECTION_LOST, SERVER_ERROR, UNREADABLE_REPLY -> true;
            case RATE_LIMITED, CLOCK_SKEW, NOT_PERMITTED, REFUSED -> false;
        };
    }

    private static VenueFailure unavailable(String detail) {
        return new VenueFailure(VenueFailure.Cause.VENUE_UNAVAILABLE, 0, detail);
    }

    private static CommandReply cancelled(Lookup<List<CancelRow>> rows) {
        return switch (rows) {
            case Lookup.Failed<List<CancelRow>>(VenueFailure failure) -> new CommandReply.Failed(failure);
            default -> new CommandReply.Done();
        };
    }

    private static Lookup<Price> priceOf(Symbol symbol, Lookup<List<Ticker>> tickers) {
        return switch (tickers) {
            case Lookup.Failed<List<Ticker>>(VenueFailure failure) -> new Lookup.Failed<>(failure);
            case Lookup.Absent<List<Ticker>> ignored -> new Lookup.Absent<>();
            case Lookup.Found<List<Ticker>>(List<Ticker> all) ->
                all.stream()
                        .filter(ticker -> ticker.symbol().equals(symbol))
                        .flatMap(ticker -> Stream.ofNullable(ticker.fairPrice()))
                        .findFirst()
                        .<Lookup<Price>>map(Lookup.Found::new)
                        .orElseGet(Lookup.Absent::new);
        };
    }

    private static Breaker breaker(CircuitBreakerState state) {
        return switch (state) {
            case CLOSED -> Breaker.CLOSED;
            case OPEN -> Breaker.OPEN;
            case HALF_OPEN -> Breaker.HALF_OPEN;
        };
    }

    private String reason(CircuitBreakerState state, Limits limits) {
        return switch (state) {
            case OPEN -> limits.failures() + " calls in a row brought no answer, the last: " + lastFault;
            case HALF_OPEN -> "trying again after " + limits.delayMillis() + " ms";
            case CLOSED -> limits.successes() + " calls in a row were answered";
        };
    }
}
