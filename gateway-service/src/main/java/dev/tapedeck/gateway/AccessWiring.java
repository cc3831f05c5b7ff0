package dev.tapedeck.gateway;

import dev.tapedeck.gateway.config.AccessConfig;
import dev.tapedeck.gateway.config.AccessConfig.Identity;
import dev.tapedeck.gateway.config.GatewayConfig;
import dev.tapedeck.gateway.in.RequestGate;
import dev.tapedeck.gateway.in.SocketGate;
import dev.tapedeck.gateway.in.UserLimits;
import dev.tapedeck.gateway.in.auth.AccessTokens;
import dev.tapedeck.gateway.in.auth.FailedLogins;
import dev.tapedeck.gateway.in.auth.LocalLogin;
import dev.tapedeck.gateway.in.auth.Logins;
import dev.tapedeck.gateway.in.auth.Origins;
import dev.tapedeck.gateway.in.auth.Rates;
import dev.tapedeck.gateway.in.auth.SigningKey;
import dev.tapedeck.gateway.in.auth.StateDirectory;
import dev.tapedeck.gateway.in.auth.Users;
import dev.tapedeck.gateway.out.AuditTrail;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** Makes what decides who may do what, and how much of it. */
@Dependent
public class AccessWiring {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** A page asks for several things at once. */
    private static final int BURST_SECONDS = 5;

    /** Fails the start when users could not be known. */
    void check(@Observes StartupEvent started, GatewayConfig gateway, Config config, Means means) {
        if (gateway.access().identity() == Identity.EXTERNAL) {
            require(config, "mp.jwt.verify.issuer");
            require(config, "mp.jwt.verify.publickey.location");
        }
    }

    private static void require(Config config, String name) {
        if (config.getOptionalValue(name, String.class).isEmpty()) {
            throw new IllegalStateException(
                    name + " must be set where tapedeck.gateway.access.identity is external, is not");
        }
    }

    /**
     * How users prove who they are.
     *
     * @param login absent where they do it elsewhere
     */
    record Means(JWTCallerPrincipalFactory tokens, Optional<LocalLogin> login) {}

    @Produces
    @Singleton
    Means means(GatewayConfig gateway, Clock clock) {
        AccessConfig config = gateway.access();
        return switch (config.identity()) {
            case LOCAL -> local(config, clock);
            case EXTERNAL -> new Means(new DefaultJWTCallerPrincipalFactory(), Optional.empty());
        };
    }

    private static Means local(AccessConfig config, Clock clock) {
        StateDirectory state = StateDirectory.open(config.stateDirectory()
                .orElseThrow(() -> new IllegalStateException(
                        "tapedeck.gateway.access.state-directory must be set where users are local, is not")));
        Duration access = Duration.ofSeconds(config.accessTokenSeconds());
        var logins = new Logins(
                Duration.ofSeconds(config.loginSeconds()), access, config.loginsMax(), config.loginsPerUserMax());
        SigningKey key = SigningKey.open(config.signingKeyFile().orElse(state.signingKey()));
        var tokens = new AccessTokens(key, access, logins::isEnded);
        Users users = Users.open(config.usersFile().orElse(state.users()), state.operator());
        var failures = new FailedLogins(config.failedLoginsPerMinute(), clock);
        return new Means(tokens, Optional.of(new LocalLogin(users, logins, tokens, failures, clock)));
    }

    /** Takes the place of the framework's own, which verifies by settings only. */
    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    JWTCallerPrincipalFactory tokens(Means means) {
        return means.tokens();
    }

    @Produces
    @Singleton
    Optional<LocalLogin> login(Means means) {
        return means.login();
    }

    @Produces
    @Singleton
    UserLimits.Limits userLimits(GatewayConfig gateway, Clock clock) {
        return new UserLimits.Limits(
                perSecond(gateway.access().userRequestsPerSecond(), clock),
                perSecond(gateway.access().userWritesPerSecond(), clock));
    }

    @Produces
    @Singleton
    RequestGate gate(GatewayConfig gateway, AuditTrail trail, Clock clock) {
        AccessConfig config = gateway.access();
        int refusals = config.auditedRefusalsPerMinute();
        return new RequestGate(
                perSecond(config.addressRequestsPerSecond(), clock),
                new Rates(refusals, refusals, MINUTE, clock),
                trail,
                config.behindTls());
    }

    void register(@Observes Filters filters, RequestGate gate) {
        gate.register(filters);
    }

    @Produces
    @Singleton
    SocketGate sockets(GatewayConfig gateway) {
        return new SocketGate(new Origins(gateway.access().origins().orElse(Set.of())));
    }

    private static Rates perSecond(int amount, Clock clock) {
        return new Rates(amount * BURST_SECONDS, amount, SECOND, clock);
    }
}
