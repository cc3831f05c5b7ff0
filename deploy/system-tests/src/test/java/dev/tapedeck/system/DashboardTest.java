package dev.tapedeck.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.local.Member;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The dashboard of a running session in Chromium: what a trader must see and do, and what happens when the network is cut and when the gateway is killed.
 * Screenshots of every screen stay in {@code target/screenshots}.
 */
class DashboardTest {
    @Test
    void letsATraderSeeAndActAndRecoversFromALostGateway() {
        Browser browser = Browser.installed();
        try (LocalStack stack = LocalStack.start(
                "dashboard",
                "--speed",
                "10",
                "--scenario",
                "pump",
                "--strategy",
                Path.of("src/test/resources/guarded-rider.yaml")
                        .toAbsolutePath()
                        .toString())) {
            Browser.Outcome outcome = browser.run("dashboard.mjs", stack);
            System.out.println(outcome.output());
            assertEquals(
                    0,
                    outcome.exitCode(),
                    () -> outcome.failure() + "\nthe end of the gateway's log:\n" + stack.logOf(Member.GATEWAY));
        }
    }
}
