package dev.tapedeck.gateway.in.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.gateway.core.Roles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The users of one machine: {@code {"users":[{"name","role","passwordHash"}]}}, for its owner only. Read once, at the start. */
final class UsersFile {
    private static final ObjectMapper JSON = Json.MAPPER;
    private static final int USERS_MAX = 1_000;
    private static final int COST_MIN = 10;
    private static final int COST_MAX = 16;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._@-]{0,63}");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    /** Names that the audit trail gives to those who are no users. */
    private static final Set<String> TAKEN = Set.of("anonymous", "gateway");

    private UsersFile() {}

    static void write(Path file, User user) {
        var users = JSON.createObjectNode();
        users.putArray("users")
                .addObject()
                .put("name", user.name())
                .put("role", user.role())
                .put("passwordHash", user.passwordHash());
        OwnerOnly.write(file, users.toPrettyString() + "\n");
    }

    /**
     * Returns the users by name.
     *
     * @throws UnusableFile when anything about the file or a user is wrong
     */
    static Map<String, User> read(Path file) {
        JsonNode list = parse(file).path("users");
        if (!list.isArray() || list.isEmpty() || list.size() > USERS_MAX) {
            throw new UnusableFile(file, "must have 1 to " + USERS_MAX + " users in an array \"users\"");
        }
        var users = new LinkedHashMap<String, User>();
        for (JsonNode entry : list) {
            User user = user(file, entry, users.size());
            if (users.put(user.name(), user) != null) {
                throw new UnusableFile(file, "must name each user once, names '" + user.name() + "' twice");
            }
        }
        return Map.copyOf(users);
    }

    private static JsonNode parse(Path file) {
        try {
            return JSON.readTree(OwnerOnly.read(file));
        } catch (JsonProcessingException malformed) {
            var at = malformed.getLocation();
            throw new UnusableFile(file, "must be JSON, is not at line " + (at == null ? "?" : at.getLineNr()));
        }
    }

    private static User user(Path file, JsonNode entry, int index) {
        String place = "users[" + index + "]";
        String name = entry.path("name").asText();
        if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
            throw new UnusableFile(
                    file, place + ".name must match " + NAME + " and not be one of " + TAKEN + ", was '" + name + "'");
        }
        String role = entry.path("role").asText();
        if (!Roles.ALL.contains(role)) {
            throw new UnusableFile(file, place + ".role must be one of " + Roles.ALL + ", was '" + role + "'");
        }
        String hash = entry.path("passwordHash").asText();
        Matcher bcrypt = BCRYPT.matcher(hash);
        int cost = bcrypt.matches() ? Integer.parseInt(bcrypt.group(1)) : 0;
        if (cost < COST_MIN || cost > COST_MAX) {
            throw new UnusableFile(
                    file,
                    place + ".passwordHash must be bcrypt with a cost from " + COST_MIN + " to " + COST_MAX + " (user "
                            + name + ")");
        }
        return new User(name, role, hash);
    }
}
