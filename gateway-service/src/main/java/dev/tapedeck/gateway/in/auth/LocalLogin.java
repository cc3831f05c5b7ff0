package dev.tapedeck.gateway.in.auth;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Lets the users of this machine in. Safe for use by many threads. */
public final class LocalLogin {
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final Users users;
    private final Logins logins;
    private final AccessTokens tokens;
    private final FailedLogins failures;
    private final Clock clock;

    public LocalLogin(Users users, Logins logins, AccessTokens tokens, FailedLogins failures, Clock clock) {
        this.users = users;
        this.logins = logins;
        this.tokens = tokens;
        this.failures = failures;
        this.clock = clock;
    }

    /** What a user has while logged in; {@code lifetime} is that of the access token. */
    public record Session(User user, String accessToken, String refreshToken, Duration lifetime) {
        @Override
        public String toString() {
            return "Session[" + user + "]";
        }
    }

    /** What becomes of an attempt. */
    public sealed interface Outcome {
        record Granted(Session session) implements Outcome {}

        record Refused(String detail) implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    /**
     * Lets the user in whose name and password these are.
     *
     * @param address from where; failures are counted by it
     */
    public Outcome login(String name, String password, String address) {
        Optional<Duration> wait = failures.waitFor(address, name);
        if (wait.isPresent()) {
            return new Outcome.TooMany(wait.get());
        }
        Optional<User> user;
        try {
            user = users.authenticated(name, password);
        } catch (Users.Busy busy) {
            return new Outcome.TooMany(BUSY);
        }
        if (user.isEmpty()) {
            failures.failed(address, name);
            return new Outcome.Refused("user or password is wrong");
        }
        failures.succeeded(address, name);
        return granted(user.get(), logins.begin(name, clock.instant()));
    }

    public Outcome refresh(String refreshToken) {
        Optional<Logins.Granted> granted = logins.refresh(refreshToken, clock.instant());
        Optional<User> user = granted.flatMap(login -> users.find(login.user()));
        return user.<Outcome>map(known -> granted(known, granted.orElseThrow()))
                .orElseGet(() -> new Outcome.Refused("this login is over; log in again"));
    }

    /** Ends the login of the token; returns whose it was. */
    public Optional<String> logout(String refreshToken) {
        return logins.end(refreshToken, clock.instant());
    }

    private Outcome granted(User user, Logins.Granted login) {
        String token = tokens.issue(user, login.login(), clock.instant());
        return new Outcome.Granted(new Session(user, token, login.refreshToken(), tokens.lifetime()));
    }
}
