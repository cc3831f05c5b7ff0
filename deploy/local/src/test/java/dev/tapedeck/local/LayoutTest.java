package dev.tapedeck.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.topic.Service;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Path ROOT = Path.of("/checkout");

    @Test
    void keepsAllPortsDistinctAndWithinTheSpan() {
        Layout layout = Layout.of(ROOT, Map.of("TAPEDECK_PORT_BASE", "28300"));

        assertEquals(Member.values().length + 7, new HashSet<>(layout.ports()).size());
        assertTrue(layout.ports().stream().allMatch(port -> port >= 28300 && port <= 28300 + Layout.PORT_SPAN));
        assertEquals(28312, layout.port(Member.BROKER));
        assertEquals("127.0.0.1:28312", layout.bootstrapServers());
    }

    @Test
    void servesTheDashboardOn8080UnlessToldOtherwise() {
        assertEquals(8080, Layout.of(ROOT, Map.of()).port(Member.GATEWAY));
    }

    @Test
    void namesServicesAsTheCatalogueDoes() {
        assertEquals(
                Arrays.stream(Service.values()).map(Service::id).toList(),
                Member.services().stream().map(Member::displayName).toList());
    }

    @Test
    void refusesPortBaseThatIsNotAUsablePort() {
        for (String base : new String[] {"80", "65530", "many"}) {
            var wrong = assertThrows(WrongUse.class, () -> Layout.of(ROOT, Map.of("TAPEDECK_PORT_BASE", base)));
            assertTrue(wrong.toString().contains(base), wrong.toString());
        }
    }

    @Test
    void keepsDataWhereTheEnvironmentSays() {
        Layout layout = Layout.of(ROOT, Map.of("TAPEDECK_STATE_DIR", "/elsewhere"));

        assertEquals(Path.of("/elsewhere/kafka"), layout.kafkaDirectory());
        assertEquals(
                Path.of("/checkout/.tapedeck/kafka"), Layout.of(ROOT, Map.of()).kafkaDirectory());
    }
}
