package dev.tapedeck.indicator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.event.IndicatorVariant.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Path PAGE = Path.of("..", "deploy", "docs", "indicators.md");
    private static final String NAME = "| `";

    @Test
    void thePageListsEveryFamilyAndNoOther() throws IOException {
        List<String> families =
                Arrays.stream(Family.values()).map(Family::pattern).sorted().toList();
        try (Stream<String> lines = Files.lines(PAGE)) {
            List<String> listed = lines.filter(line -> line.startsWith(NAME))
                    .map(line -> line.substring(NAME.length(), line.indexOf('`', NAME.length())))
                    .sorted()
                    .toList();
            assertEquals(families, listed);
        }
    }
}
