package dev.tapedeck.simulator.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The contract API's signature: lower-case hex HMAC-SHA256 of key, request time and payload. */
public final class Signatures {
    private static final String ALGORITHM = "HmacSHA256";

    private Signatures() {}

    public static String sign(String secret, String apiKey, String requestTime, String payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] digest = mac.doFinal((apiKey + requestTime + payload).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    public static boolean matches(String signature, String secret, String apiKey, String requestTime, String payload) {
        byte[] expected = sign(secret, apiKey, requestTime, payload).getBytes(StandardCharsets.UTF_8);
        byte[] actual = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, actual);
    }

    /**
     * Whether a GET signature fits a raw query, which the client may have signed percent-encoded as sent (ccxt, older
     * docs) or decoded (the venue's demos); parameters sorted by key in both.
     */
    public static boolean matchesQuery(
            String signature, String secret, String apiKey, String requestTime, String rawQuery) {
        String encoded = sorted(rawQuery);
        return matches(signature, secret, apiKey, requestTime, encoded)
                || matches(signature, secret, apiKey, requestTime, URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    }

    private static String sorted(String rawQuery) {
        return Arrays.stream(rawQuery.split("&", -1)).sorted().collect(Collectors.joining("&"));
    }
}
