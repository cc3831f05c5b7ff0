package dev.tapedeck.venue;

import java.util.function.Function;

/** The answer to a question: a value, a definite "there is none", or no answer. The three are never mixed up. */
public sealed interface Lookup<T> {
    record Found<T>(T value) implements Lookup<T> {}

    /** The venue answered and knows no such thing. A thing created a moment ago may not be visible yet. */
    record Absent<T>() implements Lookup<T> {}

    record Failed<T>(VenueFailure failure) implements Lookup<T> {}

    /** Returns this answer with its value, if any, turned into another. */
    default <R> Lookup<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Found<T>(T value) -> new Found<>(change.apply(value));
            case Absent<T>() -> new Absent<>();
            case Failed<T>(VenueFailure failure) -> new Failed<>(failure);
        };
    }
}
