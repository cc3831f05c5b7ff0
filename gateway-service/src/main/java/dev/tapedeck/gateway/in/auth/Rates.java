package dev.tapedeck.gateway.in.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How much each of many may ask in a time. Remembers the last {@code NAMES_MAX} of them; who is forgotten begins anew. Safe for use by many threads. */
public final class Rates {
    private static final int NAMES_MAX = 10_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(15);

    private final int burst;
    private final int amount;
    private final Duration period;
    private final TimeMeter meter;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(NAMES_MAX)
            .expireAfterAccess(REMEMBERED)
            .build();

    /**
     * The same for everybody.
     *
     * @param burst how much may be asked at once
     * @param amount how much of it comes back in each period
     */
    public Rates(int burst, int amount, Duration period, Clock clock) {
        this.burst = burst;
        this.amount = amount;
        this.period = period;
        this.meter = new ClockMeter(clock);
    }

    /** Takes one of what the name may ask; returns how long to wait when nothing is left, and takes nothing then. */
    public Optional<Duration> take(String name) {
        ConsumptionProbe probe = bucket(name).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Returns how long to wait until there is something to take, nothing when there is now. */
    public Optional<Duration> waitFor(String name) {
        var probe = bucket(name).estimateAbilityToConsume(1);
        return probe.canBeConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(String name) {
        return buckets.get(
                name,
                fresh -> Bucket.builder()
                        .withCustomTimePrecision(meter)
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(amount, period))
                        .build());
    }

    private record ClockMeter(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
