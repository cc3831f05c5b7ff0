package dev.tapedeck.local.supervise;

import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs, as the supervisor last wrote it down.
 *
 * @param pid of the supervisor
 * @param ready whether all were ready and the session was started
 * @param ports by name
 * @param lockstep how far the tape was stepped, absent in a free run
 */
public record StackState(
        long pid,
        Instant startedAt,
        boolean ready,
        int portBase,
        Map<String, Integer> ports,
        List<Entry> services,
        @Nullable Lockstep lockstep) {

    public StackState {
        ports = Map.copyOf(ports);
        services = List.copyOf(services);
    }

    /**
     * One process.
     *
     * @param pid 0 while it has none
     * @param restarts how often it was started again
     */
    public record Entry(String name, long pid, int port, int restarts) {}

    /**
     * A tape in lockstep.
     *
     * @param state RUNNING, DONE or FAILED
     */
    public record Lockstep(
            String state,
            long steps,
            double stepsPerSecond,
            @Nullable String error) {}

    /** Returns what is said of a member's process. */
    public Entry entry(Member member) {
        return services.stream()
                .filter(entry -> entry.name().equals(member.displayName()))
                .findFirst()
                .orElseThrow(() -> new StackFailure(member.displayName() + " must be a process of the stack"));
    }

    /** Writes the state so that a reader sees either the old or the new one, never a part. */
    void write(Path file) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(draft, Json.MAPPER.writeValueAsBytes(this));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new StackFailure("state of the stack could not be written to " + file, failed);
        }
    }

    /** Returns what the file says, empty when there is none. */
    public static Optional<StackState> read(Path file) {
        try {
            return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file), StackState.class));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException malformed) {
            throw new StackFailure(
                    file + " must hold the state of a stack, and does not: " + malformed.getMessage(), malformed);
        }
    }
}
