package dev.tapedeck.local.command;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Operator;
import java.io.PrintStream;
import java.nio.file.Files;

/** Tells whoever starts a stack how to log in: the password once, on a terminal, when the stack made it; else where it is. A file that a terminal's output goes to never gets it. */
final class FirstLogin {
    private final Layout layout;
    private final boolean isNew;

    /** Must be made before the gateway starts. */
    FirstLogin(Layout layout) {
        this.layout = layout;
        this.isNew = !Files.exists(layout.operatorFile());
    }

    void tell(PrintStream out) {
        if (!tellPassword(out)) {
            out.println("Log in as admin; the password is in " + layout.operatorFile());
            out.flush();
        }
    }

    /** Returns whether the password was told: only when it is new, and to a terminal. */
    // The console of the JDK itself, which is the default again, is null where there is no terminal.
    @SuppressWarnings("SystemConsoleNull")
    boolean tellPassword(PrintStream out) {
        var console = System.console();
        if (!isNew || console == null || !console.isTerminal()) {
            return false;
        }
        Operator operator = Operator.of(layout);
        out.printf(
                "Log in as %s with the password %s%nIt is told this once and stays in %s.%n",
                operator.user(), operator.password(), layout.operatorFile());
        out.flush();
        return true;
    }
}
