package dev.tapedeck.local.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.local.WrongUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TapeFileTest {
    private static final String GOOD = "ts_ms,price,qty,side\n1000,0.00001,5,buy\n1000,0.00002,5,sell\n";

    @TempDir
    Path directory;

    @Test
    void acceptsPlainAndGzippedTapesAndKeepsTheSymbol() throws IOException {
        Path plain = Files.writeString(directory.resolve("ADXBTC.csv"), GOOD);
        Path gzipped = directory.resolve("ADXBTC.csv.gz");
        try (var output = new GZIPOutputStream(Files.newOutputStream(gzipped))) {
            output.write(GOOD.getBytes(StandardCharsets.UTF_8));
        }

        assertEquals(plain.toString(), TapeFile.checked(plain.toString()));
        assertEquals("ADX_USDT=" + gzipped, TapeFile.checked("ADX_USDT=" + gzipped));
    }

    @Test
    void acceptsALineOfTermsBeforeTheHeader() throws IOException {
        Path tape = Files.writeString(directory.resolve("ADX.csv"), "# symbol=ADX_USDT price_tick=0.01\n" + GOOD);

        assertEquals(tape.toString(), TapeFile.checked(tape.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "time,price\n1,2\n",
                "ts_ms,price,qty,side\n",
                "ts_ms,price,qty,side\n1000,-1,5,buy\n",
                "ts_ms,price,qty,side\n1000,1,0,buy\n",
                "ts_ms,price,qty,side\n1000,1,5,hold\n",
                "ts_ms,price,qty,side\n1000,1,5\n",
                "ts_ms,price,qty,side\n1000,1,5,buy,more\n",
                "ts_ms,price,qty,side\nyesterday,1,5,buy\n",
                "ts_ms,price,qty,side\n1000,1,5,buy\n999,1,5,buy\n"
            })
    void refusesWhatIsNotATape(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("tape.csv"), content);

        var wrong = assertThrows(WrongUse.class, () -> TapeFile.checked(file.toString()));

        assertTrue(wrong.toString().contains(file.toString()), wrong.toString());
        assertTrue(wrong.toString().contains("must"), wrong.toString());
    }

    @Test
    void saysThatAFileIsNotThere() {
        var wrong = assertThrows(
                WrongUse.class,
                () -> TapeFile.checked(directory.resolve("absent.csv.gz").toString()));

        assertTrue(wrong.toString().contains("tape not found"), wrong.toString());
    }
}
