package dev.tapedeck.chaos;

import dev.tapedeck.local.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Which faults strike when: the same for the same seed, length and kinds. */
record FaultPlan(List<Strike> strikes) {
    private static final int GAP_MIN_MILLIS = 1_500;
    private static final int GAP_MAX_MILLIS = 6_000;
    private static final int PAUSE_MIN_MILLIS = 1_000;
    /** Longer than a consumer's session, so that a sleeper wakes up without its partitions. */
    private static final int PAUSE_MAX_MILLIS = 10_000;

    /** What others open is a session's as long as it runs: they do it early enough to be seen through an outage. */
    private static final Duration NOT_OPENED_BEFORE_END = Duration.ofSeconds(15);

    /** @param kinds at least one */
    static FaultPlan draw(long seed, Duration length, Set<FaultKind> kinds) {
        var random = new SplittableRandom(seed);
        List<FaultKind> choice = kinds.stream().sorted().toList();
        var strikes = new ArrayList<Strike>();
        Duration at = gap(random);
        while (at.compareTo(length) < 0) {
            Strike strike = strike(at, choice.get(random.nextInt(choice.size())), random);
            if (isInTime(strike, length)) {
                strikes.add(strike);
            }
            at = at.plus(gap(random));
        }
        return new FaultPlan(List.copyOf(strikes));
    }

    private static boolean isInTime(Strike strike, Duration length) {
        return strike.kind() != FaultKind.EXTERNAL_OPEN
                || strike.after().compareTo(length.minus(NOT_OPENED_BEFORE_END)) < 0;
    }

    private static Strike strike(Duration at, FaultKind kind, SplittableRandom random) {
        List<Member> services = Member.services();
        Member service = services.get(random.nextInt(services.size()));
        Member target = switch (kind) {
            case KILL, PAUSE -> service;
            case KILL_IN_FLIGHT -> Member.ORDER;
            case BROKER_RESTART -> Member.BROKER;
            default -> Member.EXCHANGE_SIMULATOR;
        };
        Duration pause = Duration.ofMillis(random.nextInt(PAUSE_MIN_MILLIS, PAUSE_MAX_MILLIS));
        return new Strike(at, kind, target, pause, random.nextInt(Integer.MAX_VALUE), kind.parameters(random));
    }

    private static Duration gap(SplittableRandom random) {
        return Duration.ofMillis(random.nextInt(GAP_MIN_MILLIS, GAP_MAX_MILLIS));
    }
}
