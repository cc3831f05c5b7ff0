package dev.tapedeck.strategy.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Finds recorded tapes: in {@code TAPEDECK_TAPES}, or in {@code shared/tapes} beside the checkout. */
final class Tapes {
    private Tapes() {}

    static Optional<Path> find(String name) {
        String configured = System.getenv("TAPEDECK_TAPES");
        return Optional.ofNullable(configured == null ? besideCheckout() : Path.of(configured))
                .map(tapes -> tapes.resolve(name))
                .filter(Files::isRegularFile);
    }

    private static @Nullable Path besideCheckout() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path tapes = at.resolve("shared").resolve("tapes");
            if (Files.isDirectory(tapes)) {
                return tapes;
            }
        }
        return null;
    }

    static BufferedReader open(Path tape) throws IOException {
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(tape)), StandardCharsets.UTF_8));
    }
}
