package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;

import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.gateway.core.Roles;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A user of each role, named after it, and what they log in with. */
final class TestUsers {
    private static final int COST = 10;
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
    private static @Nullable Path directory;

    private TestUsers() {}

    /** Makes the state directory of a gateway that is to be tested, with the users in it. */
    static synchronized Path stateDirectory() {
        TOKENS.clear();
        directory = written();
        return directory;
    }

    /** Returns the state directory of the gateway under test. */
    static synchronized Path directory() {
        if (directory == null) {
            throw new IllegalStateException("the gateway must be started by the test framework first");
        }
        return directory;
    }

    static String password(String user) {
        return "the-password-of-" + user;
    }

    /** Returns an access token of the user who has this role. */
    static String token(String role) {
        return TOKENS.computeIfAbsent(role, user -> new JsonPath(login(user)).getString("accessToken"));
    }

    /** Returns what the gateway answers to a login that must succeed. */
    static String login(String user) {
        return given().spec(anonymous())
                .contentType("application/json")
                .body(Map.of("user", user, "password", password(user)))
                .post("/api/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** Requests without a token. */
    static RequestSpecification anonymous() {
        return new RequestSpecBuilder().build();
    }

    /** Requests of the user who has this role. */
    static RequestSpecification as(String role) {
        return withToken(token(role));
    }

    static RequestSpecification withToken(String token) {
        return new RequestSpecBuilder()
                .addHeader("Authorization", "Bearer " + token)
                .build();
    }

    private static Path written() {
        var users = Json.MAPPER.createObjectNode();
        var list = users.putArray("users");
        for (String role : Roles.ALL) {
            list.addObject()
                    .put("name", role)
                    .put("role", role)
                    .put("passwordHash", BcryptUtil.bcryptHash(password(role), COST));
        }
        try {
            Path made = Files.createTempDirectory("gateway-state");
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Path file = Files.createFile(made.resolve("users.json"), owner);
            Files.writeString(file, users.toString());
            return made;
        } catch (IOException failed) {
            throw new UncheckedIOException("the users could not be written", failed);
        }
    }
}
