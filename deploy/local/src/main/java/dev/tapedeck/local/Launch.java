package dev.tapedeck.local;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;

/** Runs a command line on a checkout, which the system property {@code tapedeck.root} names. Exit codes: 0 done, 1 failed, 2 wrong use; the last two with one line that says why. */
public final class Launch {
    private Launch() {}

    /** Returns the exit code. */
    public static int run(Function<Layout, CommandLine> commandLine, String[] arguments, PrintStream err) {
        try {
            Path root = Path.of(System.getProperty("tapedeck.root", "")).toAbsolutePath();
            return telling(commandLine.apply(Layout.of(root, System.getenv())), err)
                    .execute(arguments);
        } catch (WrongUse wrong) {
            return told(wrong, CommandLine.ExitCode.USAGE, err);
        }
    }

    /** Returns the command line with failures of the stack and wrong use told in one line instead of a stack trace. */
    static CommandLine telling(CommandLine commandLine, PrintStream err) {
        return commandLine.setExecutionExceptionHandler((failure, command, parsed) -> switch (failure) {
            case WrongUse wrong -> told(wrong, CommandLine.ExitCode.USAGE, err);
            case StackFailure failed -> told(failed, CommandLine.ExitCode.SOFTWARE, err);
            default -> throw failure;
        });
    }

    private static int told(Exception failure, int exitCode, PrintStream err) {
        err.println("tapedeck: " + failure.getMessage());
        return exitCode;
    }
}
