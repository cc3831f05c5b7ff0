package dev.tapedeck.local.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BitstampTapeTest {
    @TempDir
    Path directory;

    @Test
    void infersTheTakersSideFromTheLastDifferentPrice() throws IOException {
        String source = """
                timestamp,price,amount
                1,800.010000000000,0.100000000000
                2,800.000000000000,1.000000000000
                2,800.000000000000,2.000000000000
                2,900.000000000000,0.000000000000
                3,800.050000000000,0.278380490000
                """;
        Path tape = directory.resolve("tape.csv.gz");

        BitstampTape.convert(new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)), tape);

        assertEquals(
                List.of(
                        "ts_ms,price,qty,side",
                        "1000,800.01,0.1,buy",
                        "2000,800,1,sell",
                        "2000,800,2,sell",
                        "3000,800.05,0.27838049,buy"),
                lines(tape));
    }

    @Test
    void makesTheDefaultTapeOnceFromTheArtifact() throws IOException {
        Path tape = BitstampTape.in(directory);
        List<String> lines = lines(tape);

        assertEquals(99_983, lines.size());
        assertEquals("1385337600000,800.01,0.1,buy", lines.get(1));
        assertEquals(tape.toString(), TapeFile.checked(tape.toString()));
        var made = Files.getLastModifiedTime(tape);
        assertEquals(made, Files.getLastModifiedTime(BitstampTape.in(directory)));
    }

    private static List<String> lines(Path tape) throws IOException {
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(tape)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
