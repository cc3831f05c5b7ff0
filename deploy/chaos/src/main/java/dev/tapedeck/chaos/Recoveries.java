package dev.tapedeck.chaos;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.supervise.Probes;
import dev.tapedeck.local.supervise.StackState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long killed processes take until they are ready again. Used by one thread. */
final class Recoveries {
    private record Killed(long atNanos, int restarts) {}

    private final Layout layout;
    private final Map<Member, Killed> down = new EnumMap<>(Member.class);
    private final List<Long> millis = new ArrayList<>();
    private int kills;

    Recoveries(Layout layout) {
        this.layout = layout;
    }

    /** Kills the member as a crash does; nothing when it has no process right now. */
    boolean kill(Member member) {
        StackState.Entry entry = entry(member);
        boolean killed = entry.pid() != 0
                && ProcessHandle.of(entry.pid())
                        .map(ProcessHandle::destroyForcibly)
                        .orElse(false);
        if (killed) {
            kills++;
            down.putIfAbsent(member, new Killed(System.nanoTime(), entry.restarts()));
        }
        return killed;
    }

    /** Looks which killed members are ready again. */
    void look() {
        down.entrySet().removeIf(killed -> {
            Member member = killed.getKey();
            boolean back = entry(member).restarts() > killed.getValue().restarts()
                    && Probes.of(layout, member).isReady();
            if (back) {
                millis.add(
                        Duration.ofNanos(System.nanoTime() - killed.getValue().atNanos())
                                .toMillis());
            }
            return back;
        });
    }

    boolean allBack() {
        return down.isEmpty();
    }

    int kills() {
        return kills;
    }

    /** Returns the milliseconds of every recovery, shortest first. */
    List<Long> sortedMillis() {
        return millis.stream().sorted().toList();
    }

    StackState.Entry entry(Member member) {
        return StackState.read(layout.stackFile()).orElseThrow().entry(member);
    }
}
