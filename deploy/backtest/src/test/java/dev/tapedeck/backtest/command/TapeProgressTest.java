package dev.tapedeck.backtest.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TapeProgressTest {
    private static String shown(boolean terminal) {
        var shown = new ByteArrayOutputStream();
        var progress = new TapeProgress(new PrintStream(shown, true, StandardCharsets.UTF_8), terminal, 0, 4_000);
        progress.reached(1_000);
        progress.end();
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalHasOneLineThatIsTakenAwayAtTheEnd() {
        String line = "1970-01-01T00:00:01Z  25 %";

        assertEquals("\r" + line + "\r" + " ".repeat(line.length()) + "\r", shown(true));
    }

    @Test
    void nothingIsShownWhereThereIsNoTerminal() {
        assertEquals("", shown(false));
    }
}
