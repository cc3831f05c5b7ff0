package dev.tapedeck.gateway.in.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersTest {
    /** Of the word "correct horse", as other tools write it. */
    private static final String HASH = Passwords.hash("correct horse");

    @TempDir
    Path above;

    private StateDirectory state() {
        return StateDirectory.open(above.resolve("gateway"));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private Users open() {
        return Users.open(state().users(), state().operator());
    }

    @Test
    void theFirstStartMakesAnAdminWithARandomPasswordThatOnlyTheOwnerCanRead() throws Exception {
        Users users = open();
        var operator = Json.MAPPER.readTree(Files.readString(state().operator()));
        String password = operator.path("password").asText();
        assertEquals(24, password.length());
        assertEquals(
                "admin",
                users.authenticated(operator.path("user").asText(), password)
                        .orElseThrow()
                        .role());
        assertFalse(Files.readString(state().users()).contains(password));
        assertEquals("rwx------", permissions(state().path()));
        assertEquals("rw-------", permissions(state().users()));
        assertEquals("rw-------", permissions(state().operator()));
    }

    @Test
    void theNextStartKeepsThePassword() throws Exception {
        open();
        String password = Json.MAPPER
                .readTree(Files.readString(state().operator()))
                .path("password")
                .asText();
        assertTrue(open().authenticated("admin", password).isPresent());
    }

    @Test
    void aWrongPasswordAndAnUnknownNameGetNothing() throws Exception {
        Users users = open();
        assertEquals(Optional.empty(), users.authenticated("admin", "admin"));
        assertEquals(Optional.empty(), users.authenticated("admin", ""));
        assertEquals(Optional.empty(), users.authenticated("nobody", "admin"));
        assertEquals(Optional.empty(), users.authenticated("admin", "x".repeat(73)));
    }

    @ParameterizedTest
    @CsvSource({"$2a", "$2b", "$2y"})
    void hashesOfOtherToolsAreTaken(String prefix) throws Exception {
        write("{\"users\":[{\"name\":\"ann\",\"role\":\"trader\",\"passwordHash\":\"" + prefix + HASH.substring(3)
                + "\"}]}");
        assertTrue(open().authenticated("ann", "correct horse").isPresent());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not JSON                                                    | must be JSON
            []                                                          | must have 1 to 1000 users
            {"users":[]}                                                | must have 1 to 1000 users
            {"users":[{"name":"Ann","role":"viewer","passwordHash":"H"}]} | users[0].name must match
            {"users":[{"name":"anonymous","role":"viewer","passwordHash":"H"}]} | users[0].name must match
            {"users":[{"name":"ann","role":"boss","passwordHash":"H"}]}   | users[0].role must be one of
            {"users":[{"name":"ann","role":"viewer","passwordHash":"secret"}]} | users[0].passwordHash must be bcrypt
            {"users":[{"name":"ann","role":"viewer","passwordHash":"LOW"}]} | users[0].passwordHash must be bcrypt
            {"users":[{"name":"ann","role":"viewer","passwordHash":"H"},{"name":"ann","role":"admin","passwordHash":"H"}]} | names 'ann' twice
            """)
    void aWrongUsersFileIsRefusedWithWhatIsExpectedAndNoHash(String text, String expected) {
        write(text.replace("\"H\"", "\"" + HASH + "\"").replace("\"LOW\"", "\"" + HASH.replace("$10$", "$04$") + "\""));
        String message =
                String.valueOf(assertThrows(UnusableFile.class, this::open).getMessage());
        assertTrue(message.contains(expected), message);
        assertFalse(message.contains("secret"), message);
        assertFalse(message.contains(HASH.substring(7)), message);
    }

    @Test
    void aUsersFileThatOthersCanReadIsRefused() throws IOException {
        write("{}");
        Files.setPosixFilePermissions(state().users(), PosixFilePermissions.fromString("rw-r-----"));
        String message =
                String.valueOf(assertThrows(UnusableFile.class, this::open).getMessage());
        assertTrue(message.contains("must be open to its owner only, was rw-r-----"), message);
    }

    @Test
    void theSigningKeyIsMadeOnceAndForTheOwnerOnly() throws IOException {
        SigningKey first = SigningKey.open(state().signingKey());
        assertEquals(first.open(), SigningKey.open(state().signingKey()).open());
        assertEquals("rw-------", permissions(state().signingKey()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no key
            {"kty":"oct","k":"c2VjcmV0"}
            {"kty":"EC","crv":"P-256","x":"a","y":"b"}
            """)
    void whatIsNoSigningKeyIsRefused(String text) {
        OwnerOnly.write(state().signingKey(), text);
        assertThrows(UnusableFile.class, () -> SigningKey.open(state().signingKey()));
    }

    private void write(String text) {
        OwnerOnly.write(state().users(), text);
    }
}
