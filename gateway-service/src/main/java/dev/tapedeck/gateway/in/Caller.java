package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.RequestKey;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who sent the request that is being answered, and how it is told from others. */
@RequestScoped
public class Caller {
    private static final String KEY_HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");
    private static final int HASH_LETTERS = 32;

    private final SecurityIdentity identity;
    private final CurrentVertxRequest current;

    public Caller(SecurityIdentity identity, CurrentVertxRequest current) {
        this.identity = identity;
        this.current = current;
    }

    public String user() {
        return identity.getPrincipal().getName();
    }

    public boolean has(String role) {
        return identity.hasRole(role);
    }

    /**
     * Returns what tells a repetition of this request from another one, null when the client did not ask for that. Throws {@link RequestRefused} when the key
     * is none.
     */
    public @Nullable RequestKey key(byte[] body) {
        RoutingContext http = current.getCurrent();
        String key = http.request().getHeader(KEY_HEADER);
        if (key == null) {
            return null;
        }
        if (!KEY.matcher(key).matches()) {
            throw new RequestRefused(400, "header " + KEY_HEADER + " must have 1 to 128 visible ASCII characters");
        }
        String asked = http.request().method() + " " + http.normalizedPath() + "\n";
        return new RequestKey(hash(bytes(user() + "\n" + key)), hash(bytes(asked), body));
    }

    /** Says for the audit trail what the request is about. */
    public void about(String what) {
        AuditNote.of(current.getCurrent()).about(what);
    }

    /** Says that the request changes nothing, so that the audit trail leaves it out. */
    public void onlyAsks() {
        AuditNote.of(current.getCurrent()).onlyAsks();
    }

    /** Says for the audit trail which commands the request made. */
    public void made(List<String> commandIds) {
        AuditNote.of(current.getCurrent()).made(commandIds);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LETTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
