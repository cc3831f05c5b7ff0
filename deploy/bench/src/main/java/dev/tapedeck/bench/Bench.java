package dev.tapedeck.bench;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.WrongUse;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code ./tapedeck bench NAME}: prints progress, and one JSON object at the end. */
public final class Bench {
    /** The loggers' own level may be forgotten when nobody holds them. */
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("org.apache.kafka"), Logger.getLogger("kafka"), Logger.getLogger("jdk.httpclient"));

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) throws Exception {
        try {
            if (arguments.length != 1 || !arguments[0].equals("latency")) {
                throw new WrongUse("bench must be one of: latency; was '" + String.join(" ", arguments) + "'");
            }
            Path root = Path.of(System.getProperty("tapedeck.root", "")).toAbsolutePath();
            Layout layout = Layout.of(root, System.getenv());
            System.out.println(LatencyBench.run(new Layout(root, layout.state().resolve("bench"), layout.portBase())));
            return 0;
        } catch (WrongUse wrong) {
            System.err.println("tapedeck: " + wrong.getMessage());
            return 2;
        } catch (StackFailure failed) {
            System.err.println("tapedeck: " + failed.getMessage());
            return 1;
        }
    }
}
