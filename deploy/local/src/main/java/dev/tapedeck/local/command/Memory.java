package dev.tapedeck.local.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of processes as Linux counts it. */
final class Memory {
    private Memory() {}

    /** Returns the proportional share of a process in KiB, or what is resident when the share is hidden; 0 when it is gone. */
    static long kib(long pid) {
        Path directory = Path.of("/proc", Long.toString(pid));
        long proportional = field(directory.resolve("smaps_rollup"), "Pss:");
        return proportional > 0 ? proportional : field(directory.resolve("status"), "VmRSS:");
    }

    private static long field(Path file, String name) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }
}
