package dev.tapedeck.kit.ops;

import dev.tapedeck.kit.stream.Progress;
import dev.tapedeck.kit.stream.RunningStage;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How far the service is on its inputs: what lockstep and the latency of a failover are measured with. */
@Path("/tapedeck/progress")
public class ProgressResource {
    private static final long PATIENCE_MILLIS_MAX = 5_000;
    private static final long LOOK_EVERY_NANOS = TimeUnit.MICROSECONDS.toNanos(300);

    private final RunningStage stage;
    private final Instance<Flush> flushes;

    public ProgressResource(RunningStage stage, @Any Instance<Flush> flushes) {
        this.stage = stage;
        this.flushes = flushes;
    }

    /**
     * Returns the progress as soon as the stage is idle at these positions, or as it is when the patience ends. Idle means: its sockets are drained as well, and that began
     * after the last effect of the stage was over, so that nothing which an effect led to can still be on its way.
     *
     * @param reached positions to wait for, like {@code ticks-0:12}
     * @param patienceMillis how long to wait, at most five seconds
     */
    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    public Progress progress(
            @QueryParam("reached") List<String> reached,
            @QueryParam("patienceMillis") @DefaultValue("0") long patienceMillis) {
        long patienceNanos = TimeUnit.MILLISECONDS.toNanos(Math.clamp(patienceMillis, 0, PATIENCE_MILLIS_MAX));
        long beganNanos = System.nanoTime();
        Progress progress = look(reached);
        while (!progress.isIdleAt(reached) && System.nanoTime() - beganNanos < patienceNanos) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            progress = look(reached);
        }
        return progress;
    }

    private Progress look(List<String> reached) {
        Progress before = stage.progress();
        if (!before.isIdleAt(reached)) {
            return before;
        }
        boolean flushed = flushes.stream().allMatch(Flush::flushed);
        Progress after = stage.progress();
        return new Progress(after.stage(), after.ready(), after.positions(), after.idle() && flushed);
    }
}
