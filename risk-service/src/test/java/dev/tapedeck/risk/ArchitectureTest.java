package dev.tapedeck.risk;

import dev.tapedeck.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheShapeOfAService() {
        ArchitectureRules.check("dev.tapedeck.risk");
    }
}
