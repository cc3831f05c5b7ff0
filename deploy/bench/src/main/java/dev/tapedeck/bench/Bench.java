package dev.tapedeck.bench;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.LibraryLogs;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.WrongUse;
import java.nio.file.Path;

/** {@code ./tapedeck bench NAME}: prints progress, and one JSON object at the end. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        LibraryLogs.silence();
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
