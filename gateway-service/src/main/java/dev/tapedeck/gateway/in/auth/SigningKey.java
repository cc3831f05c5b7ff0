package dev.tapedeck.gateway.in.auth;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The key pair that signs the access tokens of this machine's users: P-256, in a file for its owner only. */
public final class SigningKey {
    private final PublicJsonWebKey key;

    private SigningKey(PublicJsonWebKey key) {
        this.key = key;
    }

    /**
     * Returns the key in the file, made anew when there is no file.
     *
     * @throws UnusableFile when the file is not as it must be
     */
    public static SigningKey open(Path file) {
        try {
            if (!Files.exists(file)) {
                OwnerOnly.write(
                        file,
                        EcJwkGenerator.generateJwk(EllipticCurves.P256).toJson(OutputControlLevel.INCLUDE_PRIVATE)
                                + "\n");
            }
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(OwnerOnly.read(file));
            if (!(key instanceof EllipticCurveJsonWebKey curve)
                    || !curve.getCurveName().equals("P-256")
                    || key.getPrivateKey() == null) {
                throw new UnusableFile(file, "must be a private EC key on P-256 as JWK");
            }
            return new SigningKey(key);
        } catch (JoseException malformed) {
            throw new UnusableFile(file, "must be a private EC key on P-256 as JWK");
        }
    }

    PrivateKey secret() {
        return key.getPrivateKey();
    }

    PublicKey open() {
        return key.getPublicKey();
    }
}
