package dev.tapedeck.gateway.in.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The logins and their refresh tokens. Each refresh token is good once and gives the next; one that is used again was stolen, or its successor was, so the whole
 * login ends. Kept in memory as hashes only, so a restart of the gateway ends all logins. Of each user only the newest remain. Safe for use by many threads.
 */
public final class Logins {
    private static final int TOKEN_BYTES = 32;

    private final Duration lifetime;
    private final Duration accessLifetime;
    private final int loginsMax;
    private final int perUserMax;
    private final SecureRandom random = new SecureRandom();

    // All below is guarded by this. Oldest first.
    private final LinkedHashMap<String, Login> logins = new LinkedHashMap<>();
    /** Until when access tokens of ended logins might still be good. */
    private final LinkedHashMap<String, Instant> ended = new LinkedHashMap<>();

    /**
     * Nobody is logged in yet.
     *
     * @param lifetime how long a login lasts that is kept alive
     * @param accessLifetime how long an access token is good
     * @param loginsMax logins of all users; the oldest ends when there would be more
     * @param perUserMax logins of one user; the oldest ends when there would be more
     */
    public Logins(Duration lifetime, Duration accessLifetime, int loginsMax, int perUserMax) {
        this.lifetime = lifetime;
        this.accessLifetime = accessLifetime;
        this.loginsMax = loginsMax;
        this.perUserMax = perUserMax;
    }

    /**
     * A login as its user has it.
     *
     * @param refreshToken good once
     */
    public record Granted(String login, String user, String refreshToken) {
        @Override
        public String toString() {
            return "Granted[" + login + ", " + user + "]";
        }
    }

    private record Login(String user, Instant until, String tokenHash) {}

    public synchronized Granted begin(String user, Instant now) {
        forgetExpired(now);
        endOldest(now, user);
        String login = secret(16);
        String token = login + "." + secret(TOKEN_BYTES);
        logins.put(login, new Login(user, now.plus(lifetime), hash(token)));
        return new Granted(login, user, token);
    }

    /** Returns the login with its next token; nothing for a token that is not, or no longer, good. */
    public synchronized Optional<Granted> refresh(String token, Instant now) {
        forgetExpired(now);
        String id = idOf(token);
        Login login = logins.get(id);
        if (login == null) {
            return Optional.empty();
        }
        if (!isSame(login.tokenHash, hash(token))) {
            endLogin(id, now);
            return Optional.empty();
        }
        String next = id + "." + secret(TOKEN_BYTES);
        logins.put(id, new Login(login.user, login.until, hash(next)));
        return Optional.of(new Granted(id, login.user, next));
    }

    /** Ends the login of this token, also of one that was used already; returns whose it was. */
    public synchronized Optional<String> end(String token, Instant now) {
        forgetExpired(now);
        String id = idOf(token);
        Login login = logins.get(id);
        if (login == null) {
            return Optional.empty();
        }
        endLogin(id, now);
        return Optional.of(login.user);
    }

    /** Returns whether the login was ended before its access tokens expire by themselves. */
    public synchronized boolean isEnded(String login) {
        return ended.containsKey(login);
    }

    public synchronized int count() {
        return logins.size();
    }

    private void endLogin(String id, Instant now) {
        logins.remove(id);
        ended.put(id, now.plus(accessLifetime));
    }

    private void forgetExpired(Instant now) {
        logins.values().removeIf(login -> !login.until.isAfter(now));
        ended.values().removeIf(until -> !until.isAfter(now));
    }

    private void endOldest(Instant now, String user) {
        Map<String, Login> ofUser = new LinkedHashMap<>(logins);
        ofUser.values().removeIf(login -> !login.user.equals(user));
        if (ofUser.size() >= perUserMax) {
            endLogin(ofUser.keySet().iterator().next(), now);
        }
        if (logins.size() >= loginsMax) {
            endLogin(logins.firstEntry().getKey(), now);
        }
    }

    private String secret(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String idOf(String token) {
        int dot = token.indexOf('.');
        return dot < 0 ? "" : token.substring(0, dot);
    }

    private static boolean isSame(String hash, String other) {
        return MessageDigest.isEqual(hash.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
