package dev.tapedeck.gateway.in.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes guessing passwords slow: an address may fail only so often in a minute, and after some failures for one name each further attempt from there has to wait
 * twice as long as the one before. A user is not locked out by what others do from elsewhere. Remembers a bounded number. Safe for use by many threads.
 */
public final class FailedLogins {
    private static final int REMEMBERED_MAX = 10_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(30);
    private static final int FREE = 4;
    private static final int DOUBLINGS_MAX = 8;

    private final Rates perAddress;
    private final Clock clock;
    private final Cache<String, Failures> failures = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(REMEMBERED)
            .build();

    public FailedLogins(int perMinute, Clock clock) {
        this.perAddress = new Rates(perMinute, perMinute, Duration.ofMinutes(1), clock);
        this.clock = clock;
    }

    private record Failures(int count, Instant waitUntil) {}

    /** Returns how long the address has to wait before it may try this name, nothing when it may now. */
    public Optional<Duration> waitFor(String address, String name) {
        Failures before = failures.getIfPresent(key(address, name));
        Duration wait = before == null ? Duration.ZERO : Duration.between(clock.instant(), before.waitUntil);
        return wait.isPositive() ? Optional.of(wait) : perAddress.waitFor(address);
    }

    public void failed(String address, String name) {
        // What is left does not matter here: the next attempt asks for it.
        var _ = perAddress.take(address);
        failures.asMap().compute(key(address, name), (key, before) -> next(before == null ? 1 : before.count + 1));
    }

    public void succeeded(String address, String name) {
        failures.invalidate(key(address, name));
    }

    private Failures next(int count) {
        int doublings = Math.min(count - FREE, DOUBLINGS_MAX);
        Duration wait = doublings < 1 ? Duration.ZERO : Duration.ofSeconds(1L << doublings);
        return new Failures(count, clock.instant().plus(wait));
    }

    private static String key(String address, String name) {
        return address + " " + name;
    }
}
