package dev.tapedeck.contracts.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The one rule from a signal to the id of the order that carries it out, so that whoever sees either knows the other. */
public final class OrderIds {
    private OrderIds() {}

    /**
     * Returns {@code td} and the first 30 hex digits of the SHA-256 of the signal's id: 32 characters, the most that the venue takes, equal for
     * equal signals.
     */
    public static String forSignal(String signalId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(signalId.getBytes(StandardCharsets.UTF_8));
            return "td" + HexFormat.of().formatHex(digest, 0, 15);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
