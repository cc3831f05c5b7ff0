package dev.tapedeck.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first user of a stack, as its gateway left it in a file that only the owner of the stack may read. */
public record Operator(String user, String password) {
    /**
     * Returns the first user of the stack.
     *
     * @throws StackFailure when there is no such file, or nothing of use in it
     */
    public static Operator of(Layout layout) {
        Path file = layout.operatorFile();
        try {
            JsonNode operator = Json.MAPPER.readTree(Files.readString(file));
            String user = operator.path("user").asText();
            String password = operator.path("password").asText();
            if (user.isEmpty() || password.isEmpty()) {
                throw new StackFailure(file + " must have \"user\" and \"password\"");
            }
            return new Operator(user, password);
        } catch (JsonProcessingException malformed) {
            throw new StackFailure(file + " must be JSON with \"user\" and \"password\"");
        } catch (IOException unreadable) {
            throw new StackFailure(
                    "the gateway leaves its first user's password in " + file + ", which cannot be read", unreadable);
        }
    }

    @Override
    public String toString() {
        return "Operator[" + user + "]";
    }
}
