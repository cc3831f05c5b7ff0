package dev.tapedeck.local;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The key pair of the paper account, made anew for each stack and told to its processes alone.
 *
 * @param access sent with each call
 * @param secret never sent; it signs
 */
public record VenueKey(String access, String secret) {
    private static final int BYTES = 24;

    public static VenueKey random() {
        var source = new SecureRandom();
        return new VenueKey("paper-" + hex(source), hex(source));
    }

    private static String hex(SecureRandom source) {
        byte[] bytes = new byte[BYTES];
        source.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "VenueKey[hidden]";
    }
}
