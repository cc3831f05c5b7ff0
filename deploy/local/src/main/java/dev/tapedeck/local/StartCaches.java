package dev.tapedeck.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * The JDK's ahead-of-time caches (JEP 483, 514, 515), one a member: its classes loaded and linked, and which of its methods are hot, as a training run has seen them. A
 * process that starts from one is up sooner and compiles its hot path at once, not after seconds of slow records.
 *
 * <p>A cache speeds up and does nothing else: without one, or with one of another build, a process starts as it always did.
 */
public final class StartCaches {
    private final Function<Path, List<String>> options;
    private final Layout layout;

    private StartCaches(Layout layout, Function<Path, List<String>> options) {
        this.layout = layout;
        this.options = options;
    }

    /** Uses the caches that are there. */
    static StartCaches used(Layout layout) {
        return new StartCaches(
                layout, cache -> Files.isRegularFile(cache) ? List.of("-XX:AOTCache=" + cache) : List.of());
    }

    /**
     * Has every process write its cache when it ends, which then takes seconds.
     *
     * @throws StackFailure when the directory for them cannot be made
     */
    static StartCaches recorded(Layout layout) {
        Directories.create(layout.cacheDirectory());
        return new StartCaches(layout, cache -> List.of("-XX:AOTCacheOutput=" + cache));
    }

    /** Returns the JVM options for a member. */
    List<String> options(Member member) {
        return options.apply(layout.cacheFile(member));
    }
}
