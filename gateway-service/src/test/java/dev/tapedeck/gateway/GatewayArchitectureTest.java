package dev.tapedeck.gateway;

import dev.tapedeck.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class GatewayArchitectureTest {
    @Test
    void keepsTheShapeOfAService() {
        ArchitectureRules.check("dev.tapedeck.gateway");
    }
}
