package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.in.auth.Rates;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses what a logged-in user asks for too often, wherever it comes from. */
public class UserLimits {
    private final Limits limits;
    private final SecurityIdentity identity;

    public UserLimits(Limits limits, SecurityIdentity identity) {
        this.limits = limits;
        this.identity = identity;
    }

    /** How often a user may read or write, and how often only write. */
    public record Limits(Rates requests, Rates writes) {}

    // Who asks is known only after the check of roles; that may have waited for it on this thread.
    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        if (identity.isAnonymous()) {
            return;
        }
        String user = identity.getPrincipal().getName();
        Optional<Duration> wait = limits.requests().take(user);
        if (wait.isEmpty() && !HttpMethod.GET.equals(request.getMethod())) {
            wait = limits.writes().take(user);
        }
        if (wait.isPresent()) {
            throw RequestRefused.tooMany("this user asks for too much", wait.get());
        }
    }
}
