package dev.tapedeck.chaos;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.supervise.Probes;
import dev.tapedeck.local.supervise.ServiceLog;
import dev.tapedeck.local.supervise.StackState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who was killed, how long each takes until it is ready again, and who ended without having been killed. Used by one thread. */
final class Recoveries {
    private record Killed(long atNanos, int restarts) {}

    private final Layout layout;
    private final Map<Member, Killed> down = new EnumMap<>(Member.class);
    private final List<Long> millis = new ArrayList<>();
    private final Map<Member, Set<Long>> killedPids = new EnumMap<>(Member.class);
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
            killedPids.computeIfAbsent(member, first -> new HashSet<>()).add(entry.pid());
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

    /**
     * Returns a sentence for each member that ended without a kill, which its supervisor hides by starting it again. Complete only when {@link #allBack}.
     */
    List<String> endedByThemselves() {
        var sentences = new ArrayList<String>();
        for (StackState.Entry entry : stack().services()) {
            Member member = Member.named(entry.name()).orElseThrow();
            int ended =
                    entry.restarts() - killedPids.getOrDefault(member, Set.of()).size();
            if (ended > 0) {
                sentences.add(entry.name() + " ended by itself " + ended + " times, saying "
                        + ServiceLog.lastWords(layout, member));
            }
        }
        return sentences;
    }

    int kills() {
        return kills;
    }

    /** Returns the milliseconds of every recovery, shortest first. */
    List<Long> sortedMillis() {
        return millis.stream().sorted().toList();
    }

    StackState.Entry entry(Member member) {
        return stack().entry(member);
    }

    private StackState stack() {
        return StackState.read(layout.stackFile()).orElseThrow();
    }
}
