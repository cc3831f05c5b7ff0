package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.Roles;
import dev.tapedeck.gateway.in.Problem.FieldError;
import dev.tapedeck.gateway.in.auth.Addresses;
import dev.tapedeck.gateway.in.auth.LocalLogin;
import dev.tapedeck.gateway.in.auth.LocalLogin.Outcome;
import dev.tapedeck.gateway.in.auth.LocalLogin.Session;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Logs users of this machine in and out. Where users are known to an identity provider, they log in there and not here. */
@Path("/api/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@PermitAll
public class LoginResource {
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,64}");
    private static final Pattern PASSWORD = Pattern.compile("[\\s\\S]{1,200}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private final Optional<LocalLogin> local;
    private final CurrentVertxRequest current;

    /**
     * Where users log in.
     *
     * @param local absent where users log in elsewhere
     */
    public LoginResource(Optional<LocalLogin> local, CurrentVertxRequest current) {
        this.local = local;
        this.current = current;
    }

    /** What a client needs from now on. Each refresh token is good once. */
    public record Tokens(
            String accessToken, String refreshToken, long expiresInSeconds, String user, List<String> roles) {}

    @POST
    @Path("/login")
    public Response login(byte[] body) {
        List<FieldError> errors = new ArrayList<>();
        JsonFields request = fields(body, errors, "user", "password");
        Optional<String> name = secretText(request, "user", NAME);
        Optional<String> password = secretText(request, "password", PASSWORD);
        SessionRequests.refuse(errors);
        note().about("user " + name.orElseThrow());
        String address = Addresses.network(RequestGate.address(current.getCurrent()));
        return answer(local().login(name.orElseThrow(), password.orElseThrow(), address));
    }

    @POST
    @Path("/refresh")
    public Response refresh(byte[] body) {
        return answer(local().refresh(token(body)));
    }

    /** Ends the login, with all its tokens. That there was none is no error. */
    @POST
    @Path("/logout")
    public Response logout(byte[] body) {
        local().logout(token(body)).ifPresent(user -> note().by(user));
        return Response.noContent().build();
    }

    private LocalLogin local() {
        return local.orElseThrow(() -> new RequestRefused(404, "users log in with the identity provider, not here"));
    }

    private static String token(byte[] body) {
        List<FieldError> errors = new ArrayList<>();
        JsonFields request = fields(body, errors, "refreshToken");
        Optional<String> token = secretText(request, "refreshToken", TOKEN);
        SessionRequests.refuse(errors);
        return token.orElseThrow();
    }

    private static JsonFields fields(byte[] body, List<FieldError> errors, String... names) {
        JsonFields request = JsonFields.of(SessionRequests.parse(body), "$", errors);
        request.only(names);
        return request;
    }

    /** As {@link JsonFields#text}, but what is wrong is not quoted. */
    private static Optional<String> secretText(JsonFields request, String name, Pattern form) {
        String text = request.node().path(name).textValue();
        if (text == null || !form.matcher(text).matches()) {
            request.note(name, "must be a text that matches " + form);
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private Response answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Granted granted ->
                Response.ok(tokens(granted.session())).build();
            case Outcome.Refused refused -> throw new RequestRefused(401, refused.detail());
            case Outcome.TooMany tooMany ->
                throw RequestRefused.tooMany("too many failed logins; wait", tooMany.retryAfter());
        };
    }

    private Tokens tokens(Session session) {
        note().by(session.user().name());
        return new Tokens(
                session.accessToken(),
                session.refreshToken(),
                session.lifetime().toSeconds(),
                session.user().name(),
                List.copyOf(Roles.held(List.of(session.user().role()))));
    }

    private AuditNote note() {
        return AuditNote.of(current.getCurrent());
    }
}
