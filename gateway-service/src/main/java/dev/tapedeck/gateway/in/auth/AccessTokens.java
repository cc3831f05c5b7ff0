package dev.tapedeck.gateway.in.auth;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Makes and verifies the access tokens of this machine's users: ES256, this gateway as issuer and audience. What was signed otherwise, by others, for others, has
 * expired, or belongs to a login that was ended is no token.
 */
public final class AccessTokens extends JWTCallerPrincipalFactory {
    static final String ISSUER = "tapedeck-gateway";
    /** The claim that names the login. */
    private static final String LOGIN = "sid";

    private final SigningKey key;
    private final Duration lifetime;
    private final Predicate<String> isEnded;
    private final JWTAuthContextInfo expected;
    private final JWTCallerPrincipalFactory parser = new DefaultJWTCallerPrincipalFactory();

    /**
     * Tokens that this key signs.
     *
     * @param isEnded whether the login of this id was ended before its tokens expire
     */
    public AccessTokens(SigningKey key, Duration lifetime, Predicate<String> isEnded) {
        this.key = key;
        this.lifetime = lifetime;
        this.isEnded = isEnded;
        this.expected = new JWTAuthContextInfo(key.open(), ISSUER);
        expected.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        expected.setExpectedAudience(Set.of(ISSUER));
        expected.setClockSkew(0);
    }

    /** Returns a token for the user, as part of a login, that is good from now on for {@link #lifetime()}. */
    public String issue(User user, String login, Instant now) {
        return Jwt.claims()
                .issuer(ISSUER)
                .audience(ISSUER)
                .subject(user.name())
                .upn(user.name())
                .groups(user.role())
                .claim(LOGIN, login)
                .claim("jti", UUID.randomUUID().toString())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime))
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .sign(key.secret());
    }

    public Duration lifetime() {
        return lifetime;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo configured) throws ParseException {
        JWTCallerPrincipal principal = parser.parse(token, expected);
        String login = principal.getClaim(LOGIN);
        if (login == null || isEnded.test(login)) {
            throw new ParseException("the login of this token was ended");
        }
        return principal;
    }
}
