package dev.tapedeck.risk.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * How a strategy's entries went. Immutable.
 *
 * @param failed how often one failed so far, as {@link Failures} counts it
 * @param forgiven how many of these came before the last entry that filled was approved
 * @param disabled until an operator enables it again
 * @param entries approved so far
 * @param since when the first was approved
 * @param deniedAt when it was last denied for what the account is, by symbol
 */
public record Conduct(
        long failed,
        long forgiven,
        boolean disabled,
        long entries,
        @Nullable Instant since,
        TreePMap<String, Instant> deniedAt) {
    static final Conduct NONE = new Conduct(0, 0, false, 0, null, TreePMap.empty());

    /** A strategy that asks again so soon after a denial does not listen. */
    static final Duration INSISTENCE = Duration.ofMinutes(1);

    @JsonCreator
    static Conduct of(
            @JsonProperty("failed") long failed,
            @JsonProperty("forgiven") long forgiven,
            @JsonProperty("disabled") boolean disabled,
            @JsonProperty("entries") long entries,
            @JsonProperty("since") @Nullable Instant since,
            @JsonProperty("deniedAt") Map<String, Instant> deniedAt) {
        return new Conduct(failed, forgiven, disabled, entries, since, TreePMap.from(deniedAt));
    }

    /** Returns how many failures in a row count against it. */
    int failures() {
        return Math.toIntExact(failed - forgiven);
    }

    /** Returns it with one failure more; a disabled strategy is not counted any further. */
    Conduct withFailure() {
        return disabled ? this : new Conduct(failed + 1, forgiven, false, entries, since, deniedAt);
    }

    /** Returns it after a denial for what the account is: a failure only when the last one on the symbol is not {@link #INSISTENCE} ago. */
    Conduct turnedAway(Symbol symbol, Instant at) {
        Instant last = deniedAt.get(symbol.name());
        var noted = new Conduct(failed, forgiven, disabled, entries, since, deniedAt.plus(symbol.name(), at));
        return last != null && at.isBefore(last.plus(INSISTENCE)) ? noted.withFailure() : noted;
    }

    /**
     * Returns it after a fill, which forgives what failed before the entry was approved. What failed after it is not forgiven: the venue fills an entry of a strategy that runs wild, too,
     * some time after it was approved.
     */
    Conduct filled(long failedBefore) {
        return failedBefore <= forgiven || disabled
                ? this
                : new Conduct(failed, failedBefore, false, entries, since, deniedAt);
    }

    Conduct withDisabled(boolean value) {
        return new Conduct(failed, value ? forgiven : failed, value, entries, since, deniedAt);
    }

    Conduct entered(Instant at) {
        return new Conduct(failed, forgiven, disabled, entries + 1, since == null ? at : since, deniedAt);
    }

    /**
     * Returns how many entries a minute were approved on average until the time; 0 when that is less than the history.
     *
     * @param later entries that were approved after it
     */
    double perMinuteUntil(Instant time, long later, Duration history) {
        if (since == null) {
            return 0;
        }
        Duration span = Duration.between(since, time);
        return span.compareTo(history) < 0 ? 0 : (entries - later) * 60_000.0 / span.toMillis();
    }
}
