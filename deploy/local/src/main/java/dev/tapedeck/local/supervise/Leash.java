package dev.tapedeck.local.supervise;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Runs another main class in this process and ends the process when standard input ends, which it does when the supervisor that holds the
 * other end is gone, however it went. Shutdown hooks get {@value #GRACE_SECONDS} seconds. Needs nothing but the JDK on the class path.
 */
public final class Leash {
    static final int GRACE_SECONDS = 3;

    private static final int EXIT_CODE_ORPHANED = 143;

    private Leash() {}

    /** Runs a main class; arguments: its name, then its own arguments. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("arguments must begin with a main class");
        }
        daemon("leash", Leash::exitAtEndOfInput);
        Class<?> target = Class.forName(arguments[0]);
        try {
            target.getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException failed) {
            failed.printStackTrace();
            System.exit(1);
        }
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // What is said does not matter, only that somebody is there.
            }
        } catch (IOException broken) {
            System.err.println("standard input broke, taken as its end: " + broken.getMessage());
        }
        daemon("leash-halt", Leash::haltAfterGrace);
        System.exit(EXIT_CODE_ORPHANED);
    }

    private static void haltAfterGrace() {
        try {
            TimeUnit.SECONDS.sleep(GRACE_SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(EXIT_CODE_ORPHANED);
    }

    private static void daemon(String name, Runnable body) {
        var thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }
}
