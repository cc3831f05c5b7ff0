package dev.tapedeck.venue.mexc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests: lower case hex of HMAC-SHA256 over key, time and payload. The payload of a GET is its query text as sent, of a POST its body as sent, of a
 * login nothing. Safe for use by many threads.
 */
final class MexcSignature {
    private static final String ALGORITHM = "HmacSHA256";

    private final String apiKey;
    private final SecretKeySpec secret;

    /** The secret must not be empty. */
    MexcSignature(String apiKey, String secret) {
        this.apiKey = apiKey;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** Returns the signature for a request sent at {@code requestTime}, in milliseconds as text. */
    String of(String requestTime, String payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] digest = mac.doFinal((apiKey + requestTime + payload).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(ALGORITHM + " is part of every JDK", impossible);
        }
    }
}
