package dev.tapedeck.gateway;

import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** An identity provider: publishes its keys in a file and makes tokens. */
final class IdentityProvider {
    private static final String ISSUER = "https://id.example.org/desk";
    private static final RsaJsonWebKey KEY = newKey();

    private IdentityProvider() {}

    /** Returns the settings of a gateway that trusts it. */
    static Map<String, String> settings() {
        try {
            Path keys = Files.createTempFile("keys", ".json");
            Files.writeString(keys, new JsonWebKeySet(KEY).toJson());
            return Map.of(
                    "tapedeck.gateway.access.identity", "external",
                    "mp.jwt.verify.issuer", ISSUER,
                    "mp.jwt.verify.publickey.location", keys.toUri().toString(),
                    "mp.jwt.verify.audiences", "tapedeck",
                    "smallrye.jwt.path.groups", "realm/roles");
        } catch (IOException failed) {
            throw new UncheckedIOException("the keys could not be published", failed);
        }
    }

    static String token(String user, String audience, String... roles) {
        return Jwt.issuer(ISSUER)
                .audience(audience)
                .subject(user)
                .upn(user)
                .claim("realm", Map.of("roles", List.of(roles)))
                .expiresIn(600)
                .jws()
                .keyId(KEY.getKeyId())
                .sign(KEY.getPrivateKey());
    }

    private static RsaJsonWebKey newKey() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("key-1");
            key.setAlgorithm("RS256");
            key.setUse("sig");
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
