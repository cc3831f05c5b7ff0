package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.in.auth.Origins;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Decides who may open a WebSocket: a user with a token, from a page that may. Notes on the connection who it is and until when. */
public final class SocketGate implements HttpUpgradeCheck {
    static final TypedKey<String> USER = TypedKey.forString("user");
    static final TypedKey<Long> UNTIL = TypedKey.forLong("until");

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Origins origins;

    public SocketGate(Origins origins) {
        this.origins = origins;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        var request = context.httpRequest();
        if (!origins.allow(request.getHeader(HttpHeaders.ORIGIN), request.getHeader(HttpHeaders.HOST))) {
            return CheckResult.rejectUpgrade(FORBIDDEN);
        }
        return context.securityIdentity().map(identity -> admit(context, identity));
    }

    private static CheckResult admit(HttpUpgradeContext context, SecurityIdentity identity) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return CheckResult.rejectUpgradeSync(UNAUTHORIZED);
        }
        context.userData().put(USER, token.getName());
        context.userData()
                .put(UNTIL, Instant.ofEpochSecond(token.getExpirationTime()).toEpochMilli());
        return CheckResult.permitUpgradeSync();
    }
}
