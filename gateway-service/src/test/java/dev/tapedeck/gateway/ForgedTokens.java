package dev.tapedeck.gateway;

import dev.tapedeck.gateway.in.auth.AccessTokens;
import dev.tapedeck.gateway.in.auth.SigningKey;
import dev.tapedeck.gateway.in.auth.User;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Tokens of an admin that somebody made, each wrong in one way. */
final class ForgedTokens {
    private static final String ISSUER = "tapedeck-gateway";

    private ForgedTokens() {}

    static List<String> names() {
        return List.of(
                "expired",
                "other key",
                "other issuer",
                "other audience",
                "no audience",
                "no login",
                "alg none",
                "alg none with a signature",
                "public key as secret",
                "changed claims",
                "no signature",
                "three dots",
                "nonsense");
    }

    static String named(String name) {
        String right = right();
        String[] parts = right.split("\\.", -1);
        return switch (name) {
            case "expired" -> expiring(Instant.now().minusSeconds(1000), Duration.ofMinutes(15));
            case "other key" -> signed(claims(ISSUER, ISSUER), otherKey());
            case "other issuer" -> signed(claims("somebody-else", ISSUER), key().getPrivateKey());
            case "other audience" -> signed(claims(ISSUER, "somebody-else"), key().getPrivateKey());
            case "no audience" -> signed(claims(ISSUER, null), key().getPrivateKey());
            case "no login" ->
                signed(
                        Jwt.issuer(ISSUER)
                                .audience(ISSUER)
                                .subject("admin")
                                .upn("admin")
                                .groups("admin"),
                        key().getPrivateKey());
            case "alg none" -> encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".";
            case "alg none with a signature" -> encoded("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2];
            case "public key as secret" ->
                claims(ISSUER, ISSUER)
                        .jws()
                        .algorithm(SignatureAlgorithm.HS256)
                        .sign(new SecretKeySpec(key().getPublicKey().getEncoded(), "HmacSHA256"));
            case "changed claims" ->
                parts[0] + "." + encoded(decoded(parts[1]).replace("viewer", "admin")) + "." + parts[2];
            case "no signature" -> parts[0] + "." + parts[1] + ".";
            case "three dots" -> "a.b.c.d";
            default -> name;
        };
    }

    /** Returns a token with nothing wrong, of a viewer. */
    static String right() {
        return expiring(Instant.now(), Duration.ofMinutes(15));
    }

    /** Returns a viewer's token of this gateway that was made then for so long. */
    static String expiring(Instant from, Duration lifetime) {
        return new AccessTokens(SigningKey.open(keyFile()), lifetime, login -> false)
                .issue(new User("viewer", "viewer", "-"), "a-login", from);
    }

    private static Path keyFile() {
        return TestUsers.directory().resolve("signing-key.jwk");
    }

    private static JwtClaimsBuilder claims(String issuer, @Nullable String audience) {
        JwtClaimsBuilder claims = Jwt.issuer(issuer)
                .subject("admin")
                .upn("admin")
                .groups("admin")
                .claim("sid", "a-login")
                .expiresIn(600);
        return audience == null ? claims : claims.audience(audience);
    }

    private static String signed(JwtClaimsBuilder claims, PrivateKey key) {
        return claims.jws().algorithm(SignatureAlgorithm.ES256).sign(key);
    }

    private static PublicJsonWebKey key() {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(Files.readString(keyFile()));
        } catch (JoseException | IOException unusable) {
            throw new IllegalStateException("the gateway's key must be there", unusable);
        }
    }

    private static PrivateKey otherKey() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256).getPrivateKey();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
