package dev.tapedeck.indicator;

import dev.tapedeck.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheShapeOfEveryService() {
        ArchitectureRules.check("dev.tapedeck.indicator");
    }
}
