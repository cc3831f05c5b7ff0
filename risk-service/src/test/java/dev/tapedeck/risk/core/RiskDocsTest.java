package dev.tapedeck.risk.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say against what the code does. */
class RiskDocsTest {
    private static final Path DOCS = Path.of("..", "deploy", "docs");
    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_]+)`(?: \\(E\\))? \\|.*\\|.*\\|$");

    @Test
    void theTableNamesEveryReasonInItsPrecedence() throws IOException {
        List<String> table = Files.readAllLines(DOCS.resolve("risk.md")).stream()
                .takeWhile(line -> !line.startsWith("## "))
                .map(ROW::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .toList();
        assertEquals(Arrays.stream(DenialReason.values()).map(Enum::name).toList(), table);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"StrategyDisabled", "OrderRateUnusual", "ConcentrationHigh", "SharpeLow", "ProtectionTriggered"})
    void everyAlertHasARunbook(String kind) {
        assertTrue(Files.exists(DOCS.resolve("runbooks").resolve(kind + ".md")), kind);
    }
}
