package dev.tapedeck.contracts.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The one rule from a signal to the id of the order that carries it out, so that whoever sees either knows the other. */
public final class OrderIds {
    private static final String PREFIX = "td";

    private OrderIds() {}

    /** Returns whether a client order id is one of ours; an order of somebody else has another one, or none. */
    public static boolean isOurs(@Nullable String clientOrderId) {
        return clientOrderId != null && clientOrderId.startsWith(PREFIX);
    }

    /**
     * Returns {@code td} and the first 30 hex digits of the SHA-256 of the signal's id: 32 characters, the most that the venue takes, equal for
     * equal signals.
     */
    public static String forSignal(String signalId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(signalId.getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(digest, 0, 15);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
