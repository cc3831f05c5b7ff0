package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.event.AuditEvent.ActionAudited;
import dev.tapedeck.gateway.in.auth.Addresses;
import dev.tapedeck.gateway.in.auth.Rates;
import dev.tapedeck.gateway.out.AuditTrail;
import dev.tapedeck.gateway.out.GatewayJson;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes before anything else looks at it: the limit of its address. It comes by here again when it was answered, and then everything that
 * is not a read or a mere question is audited, whether it was done or refused and by whom. Refusals of one user, and of all who are none, are audited only so often; the others are counted.
 */
public final class RequestGate {
    /** Before authentication and everything else of the framework. */
    private static final int FIRST = 1_000;

    private static final int TOO_MANY = 429;
    private static final int REFUSED_FROM = 400;
    private static final int TEXT_MAX = 300;
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String ANONYMOUS = "anonymous";
    private static final String LOGIN_PATHS = "/api/auth/";

    private final Rates addresses;
    private final Rates auditedRefusals;
    private final AuditTrail trail;
    private final boolean behindTls;

    /**
     * A gate with these limits.
     *
     * @param addresses how much an address may ask
     * @param auditedRefusals how many refusals of a user are audited
     * @param behindTls whether browsers reach this gateway by TLS only, and are to remember that
     */
    public RequestGate(Rates addresses, Rates auditedRefusals, AuditTrail trail, boolean behindTls) {
        this.addresses = addresses;
        this.auditedRefusals = auditedRefusals;
        this.trail = trail;
        this.behindTls = behindTls;
    }

    public void register(Filters filters) {
        filters.register(this::pass, FIRST);
    }

    private void pass(RoutingContext http) {
        if (behindTls) {
            http.response().putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (!READS.contains(http.request().method())) {
            http.addEndHandler(answered -> audit(http));
        }
        Optional<Duration> wait = addresses.take(Addresses.network(address(http)));
        if (wait.isEmpty()) {
            http.next();
        } else {
            refuse(http, wait.get());
        }
    }

    private static void refuse(RoutingContext http, Duration wait) {
        String detail = "this address asks for too much";
        AuditNote.of(http).refusedFor(detail);
        http.response()
                .setStatusCode(TOO_MANY)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader("Retry-After", Long.toString(Problems.seconds(wait)))
                .end(GatewayJson.text(Problem.of(TOO_MANY, detail, http.normalizedPath(), List.of())));
    }

    private void audit(RoutingContext http) {
        AuditNote note = AuditNote.of(http);
        if (note.isQuestion()) {
            return;
        }
        int status = http.response().getStatusCode();
        String user = note.user().or(() -> user(http)).orElse(ANONYMOUS);
        if (status >= REFUSED_FROM && auditedRefusals.take(user).isPresent()) {
            trail.leaveOut();
            return;
        }
        String path = http.normalizedPath();
        var details = new TreeMap<String, String>();
        details.put("status", Integer.toString(status));
        if (!note.commandIds().isEmpty()) {
            details.put("commandIds", clean(String.join(" ", note.commandIds())));
        }
        // What was wrong with a login may quote what was sent, and that may be a password.
        if (!path.startsWith(LOGIN_PATHS)) {
            note.detail().ifPresent(why -> details.put("why", clean(why)));
        }
        trail.add(new ActionAudited(
                user,
                address(http),
                http.request().method() + " " + clean(path),
                clean(note.target().orElse("")),
                status < REFUSED_FROM ? "DONE" : "REFUSED",
                details));
    }

    /** Returns who proved who they are, nobody where nobody did. */
    private static Optional<String> user(RoutingContext http) {
        return http.user() instanceof QuarkusHttpUser known
                        && !known.getSecurityIdentity().isAnonymous()
                ? Optional.of(known.getSecurityIdentity().getPrincipal().getName())
                : Optional.empty();
    }

    static String address(RoutingContext http) {
        var remote = http.request().remoteAddress();
        @Nullable String host = remote == null ? null : remote.hostAddress();
        return host == null ? "unknown" : host;
    }

    private static String clean(String text) {
        String visible = text.replaceAll("\\p{Cntrl}", "?");
        return visible.length() <= TEXT_MAX ? visible : visible.substring(0, TEXT_MAX) + "...";
    }
}
