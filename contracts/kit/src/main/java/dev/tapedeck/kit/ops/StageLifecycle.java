package dev.tapedeck.kit.ops;

import dev.tapedeck.kit.stream.RunningStage;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts the service's stage with the service and drains it before the service ends. */
@ApplicationScoped
public class StageLifecycle {
    /** Exit code that says: the log could not be written or state could not be restored; start me again. */
    public static final int EXIT_FATAL = 70;

    private final RunningStage stage;

    public StageLifecycle(RunningStage stage) {
        this.stage = stage;
    }

    void onStart(@Observes StartupEvent started) {
        stage.start();
    }

    void onStop(@Observes ShutdownEvent stopping) {
        stage.close();
    }

    /** Ends this process at once: recovery is the start of the next one, and an orderly stop could write what must not be written. */
    public static void halt(Throwable cause) {
        Runtime.getRuntime().halt(EXIT_FATAL);
    }
}
