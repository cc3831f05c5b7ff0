package dev.tapedeck.kit.ops;

import dev.tapedeck.kit.stream.Progress;
import dev.tapedeck.kit.stream.RunningStage;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How far the service is on its inputs: what lockstep and the latency of a failover are measured with. */
@Path("/tapedeck/progress")
public class ProgressResource {
    private final RunningStage stage;
    private final Instance<Flush> flushes;

    public ProgressResource(RunningStage stage, @Any Instance<Flush> flushes) {
        this.stage = stage;
        this.flushes = flushes;
    }

    /** Returns the progress; idle only when sockets are drained as well. */
    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    public Progress progress() {
        boolean flushed = flushes.stream().allMatch(Flush::flushed);
        Progress progress = stage.progress();
        return new Progress(progress.stage(), progress.ready(), progress.positions(), progress.idle() && flushed);
    }
}
