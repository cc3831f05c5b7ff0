package dev.tapedeck.gateway.history;

import java.io.IOException;

/** Runs a QuestDB until the process that started it ends, however that ends: then nobody holds the other end of its input. */
final class LeashedDatabase {
    private LeashedDatabase() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("leash").start(LeashedDatabase::endWithTheOther);
        Class.forName("io.questdb.ServerMain").getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

    private static void endWithTheOther() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said.
            }
        } catch (IOException gone) {
            // The same.
        }
        Runtime.getRuntime().halt(0);
    }
}
