package dev.tapedeck.gateway.in.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.gateway.core.Roles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users of this machine and their passwords. Safe for use by many threads. */
public final class Users {
    private static final Logger LOG = LoggerFactory.getLogger(Users.class);
    private static final String FIRST_USER = "admin";
    /** A comparison keeps a core busy on purpose; more at once would take the gateway away from everybody else. */
    private static final int COMPARED_AT_ONCE = 2;

    private final Map<String, User> users;
    private final Semaphore comparisons = new Semaphore(COMPARED_AT_ONCE);
    /** Compared with when there is no such user, so that the time taken does not tell. */
    private final String nobodysHash = Passwords.hash(Passwords.random());

    private Users(Map<String, User> users) {
        this.users = users;
    }

    /**
     * Returns the users of the file. Where there is no file, it is made with the user {@code admin}, whose password is that of the operator's file, which
     * is made with a random one where it is not there either; the command line of this machine reads it.
     *
     * @throws UnusableFile when a file is not as it must be
     */
    public static Users open(Path usersFile, Path operatorFile) {
        if (!Files.exists(usersFile)) {
            if (!Files.exists(operatorFile)) {
                writeOperator(operatorFile);
                LOG.info("The first user is {}; the password is in {}", FIRST_USER, operatorFile);
            }
            UsersFile.write(usersFile, new User(FIRST_USER, Roles.ADMIN, Passwords.hash(password(operatorFile))));
        }
        return new Users(UsersFile.read(usersFile));
    }

    /**
     * Returns the user who has this name and this password, nobody otherwise. Takes as long for a user who is not there.
     *
     * @throws Busy when as many passwords are being compared as may be at once
     */
    public Optional<User> authenticated(String name, String password) throws Busy {
        if (password.getBytes(StandardCharsets.UTF_8).length > Passwords.BYTES_MAX) {
            return Optional.empty();
        }
        Optional<User> user = find(name);
        if (!comparisons.tryAcquire()) {
            throw new Busy();
        }
        try {
            boolean matches =
                    Passwords.matches(password, user.map(User::passwordHash).orElse(nobodysHash));
            return matches ? user : Optional.empty();
        } finally {
            comparisons.release();
        }
    }

    public Optional<User> find(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** As many passwords are being compared as may be at once; try again in a moment. */
    public static final class Busy extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static void writeOperator(Path file) {
        var operator = Json.MAPPER.createObjectNode().put("user", FIRST_USER).put("password", Passwords.random());
        OwnerOnly.write(file, operator.toPrettyString() + "\n");
    }

    private static String password(Path operatorFile) {
        try {
            String password = Json.MAPPER
                    .readTree(OwnerOnly.read(operatorFile))
                    .path("password")
                    .asText();
            int bytes = password.getBytes(StandardCharsets.UTF_8).length;
            if (bytes < 12 || bytes > Passwords.BYTES_MAX) {
                throw new UnusableFile(
                        operatorFile, "must have a password of 12 to " + Passwords.BYTES_MAX + " bytes, has " + bytes);
            }
            return password;
        } catch (JsonProcessingException malformed) {
            throw new UnusableFile(operatorFile, "must be JSON with \"user\" and \"password\"");
        }
    }
}
