package dev.tapedeck.gateway.in.auth;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.security.SecureRandom;
import java.util.Base64;

/** How passwords are made and compared. */
final class Passwords {
    private static final int COST = 10;
    private static final int RANDOM_BYTES = 18;
    /** Bcrypt looks at no more than this. */
    static final int BYTES_MAX = 72;

    private Passwords() {}

    /** Returns 144 random bits as 24 letters, digits, {@code -} and {@code _}. */
    static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String hash(String password) {
        return BcryptUtil.bcryptHash(password, COST);
    }

    static boolean matches(String password, String hash) {
        // 2b and 2y name the same function as 2a, written by other tools.
        return BcryptUtil.matches(password, "$2a" + hash.substring(3));
    }
}
