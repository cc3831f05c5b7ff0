package dev.tapedeck.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TapedeckTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --tape absent.csv.gz",
                "up --speed 0",
                "up --speed fast",
                "up --scenario moon",
                "up --scenario pump --tape tape.csv",
                "up --scenario pump --from 2019-07-05T15:00:00Z",
                "up --seed 7",
                "up --from yesterday",
                "up --from 2019-07-05T15:00:00Z --to 2019-07-05T14:00:00Z",
                "up --strategy absent.yaml",
                "up --balance none",
                "up --session Not_an_id",
                "tail no-such-topic",
                "tail ticks -n -1",
                "tail",
                "record",
                "record --out tape.csv --from yesterday",
                "record --out tape.csv --from 2 --to 1",
                "halt --symbol B=C",
                "halt --session a --symbol BTC_USDT",
                "reduce --for soon",
                "resume --for 5m",
                "flatten --for 5m",
                "orders -n 0",
                "strategy",
                "strategy absent.yaml",
                "strategy absent.yaml --session Not_an_id",
                "train --seconds 0",
                "train --seconds 121",
                "fly"
            })
    void answersWrongUseWithOneMessageAndExitCode2(String arguments) {
        assertEquals(2, run(arguments), shown());
        assertFalse(shown().contains("\tat "), shown());
        assertFalse(Files.exists(directory.resolve("kafka")));
    }

    @Test
    void saysWhatIsWrongWithAStrategyFile() throws IOException {
        Path file = Files.writeString(directory.resolve("bad.yaml"), "id: x\n");

        assertEquals(2, run("up --strategy " + file));
        assertTrue(shown().contains("bad.yaml:1: "), shown());
    }

    @Test
    void saysWhatIsWrongWithAChangedStrategyFile() throws IOException {
        Path file = Files.writeString(directory.resolve("bad.yaml"), "id: x\n");

        assertEquals(2, run("strategy " + file));
        assertTrue(shown().contains("bad.yaml:1: "), shown());
    }

    @Test
    void downSucceedsWhenNothingRuns() {
        assertEquals(0, run("down"));
        assertTrue(shown().contains("Nothing is running."), shown());
    }

    @Test
    void statusFailsWhenNothingRuns() {
        assertEquals(1, run("status"));
        assertTrue(shown().contains("no stack is running"), shown());
    }

    private int run(String arguments) {
        var stream = new PrintStream(shown, true, StandardCharsets.UTF_8);
        var layout = new Layout(directory, directory, 28300);
        String[] words = arguments.split(" ");
        return Tapedeck.commandLine(layout, List.of(words), stream, stream).execute(words);
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
