package dev.tapedeck.simulator;

import dev.tapedeck.simulator.access.ApiKey;
import dev.tapedeck.simulator.play.Pace;
import dev.tapedeck.simulator.tape.InvalidTapeException;
import dev.tapedeck.simulator.tape.Recording;
import dev.tapedeck.simulator.tape.Recordings;
import dev.tapedeck.simulator.tape.Scenario;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.BindException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit code 2 with one message for wrong use: an unknown option, a tape that cannot be used, a port that
 * is taken. Runs until the process is told to end.
 */
@Command(
        name = "exchange-simulator",
        mixinStandardHelpOptions = true,
        description = "A venue with the MEXC contract protocol whose market is a recorded tape or a scenario.")
public final class ExchangeSimulator implements Callable<Integer> {
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]+_USDT");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "address to bind (default ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(names = "--port", defaultValue = "8090", description = "port, 0 for any (default ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--tape", split = ",", description = "tape files, each FILE or SYMBOL=FILE")
    private List<String> tapes = new ArrayList<>();

    @Option(names = "--scenario", description = "flat, pump or crash; the default market is flat")
    private @Nullable String scenario;

    @Option(names = "--seed", defaultValue = "1", description = "seed of the scenario (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--symbols",
            split = ",",
            defaultValue = "BTC_USDT",
            description = "markets of the scenario (default ${DEFAULT-VALUE})")
    private List<String> symbols = List.of("BTC_USDT");

    @Option(names = "--from", description = "tape time to start at: ISO-8601 UTC or epoch milliseconds")
    private @Nullable String from;

    @Option(names = "--to", description = "tape time to end at: ISO-8601 UTC or epoch milliseconds")
    private @Nullable String to;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "tape seconds per wall second, max or lockstep (default ${DEFAULT-VALUE})")
    private String speed = "1";

    @Option(names = "--paused", description = "start paused, until the control API says play")
    private boolean paused;

    @Option(names = "--balance", defaultValue = "10000", description = "USDT of the account (default ${DEFAULT-VALUE})")
    private BigDecimal balance = BigDecimal.ZERO;

    @Option(
            names = "--btc-usdt",
            defaultValue = "10000",
            description = "USDT per BTC for tapes quoted in BTC (default ${DEFAULT-VALUE})")
    private BigDecimal btcUsdt = BigDecimal.ONE;

    @Option(names = "--rate-limit", defaultValue = "on", description = "on or off (default ${DEFAULT-VALUE})")
    private String rateLimit = "on";

    @Option(
            names = "--duplicate-oid",
            defaultValue = "code",
            description = "a repeated externalOid answers with code 2042 (code) or the existing order's id (existing)")
    private String duplicateOid = "code";

    @Option(
            names = "--heartbeat-ms",
            defaultValue = "1000",
            description = "tape milliseconds between heartbeats in lockstep (default ${DEFAULT-VALUE})")
    private long heartbeatMillis;

    public static void main(String[] args) {
        int exitCode = commandLine().execute(args);
        if (exitCode != CommandLine.ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new ExchangeSimulator()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof InvalidTapeException) {
                command.getErr().println(failure.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            throw failure;
        });
    }

    /** Starts the venue; its own threads keep the process alive after this returns 0. */
    @Override
    public Integer call() throws Exception {
        VenueOptions options = options();
        PrintWriter out = spec.commandLine().getOut();
        try {
            Venue venue = Venue.start(options);
            Runtime.getRuntime().addShutdownHook(new Thread(venue::close, "shutdown"));
            out.printf(
                    Locale.ROOT,
                    "exchange-simulator ready on http://%s:%d, markets %s, speed %s%n",
                    host,
                    venue.port(),
                    options.recordings().stream().map(Recording::symbol).toList(),
                    options.pace().speedName());
            out.flush();
            return CommandLine.ExitCode.OK;
        } catch (BindException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "port %d on %s cannot be used (%s): end what holds it or choose another with --port"
                            .formatted(port, host, e.getMessage()));
        }
    }

    private VenueOptions options() {
        return new VenueOptions(
                host,
                port,
                recordings(),
                millis("--from", from),
                millis("--to", to),
                pace(),
                !paused,
                apiKeys(),
                isFirst("--rate-limit", rateLimit, "on", "off"),
                isFirst("--duplicate-oid", duplicateOid, "existing", "code"),
                heartbeatMillis());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private List<Recording> recordings() {
        if (!tapes.isEmpty() && scenario != null) {
            throw wrong("give --tape or --scenario, not both");
        }
        if (btcUsdt.signum() <= 0) {
            throw wrong("--btc-usdt must be above 0, was " + btcUsdt);
        }
        if (!tapes.isEmpty()) {
            return Recordings.ofTapes(tapes, btcUsdt);
        }
        for (String symbol : symbols) {
            if (!SYMBOL.matcher(symbol).matches()) {
                throw wrong("--symbols must be like BTC_USDT, was '" + symbol + "'");
            }
        }
        try {
            String name = scenario == null ? Scenario.FLAT.name() : scenario.toUpperCase(Locale.ROOT);
            return Recordings.ofScenario(Scenario.valueOf(name), symbols, seed);
        } catch (IllegalArgumentException e) {
            throw wrong("--scenario must be flat, pump or crash, was '" + scenario + "'");
        }
    }

    private @Nullable Long millis(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.chars().allMatch(Character::isDigit)
                    ? Long.parseLong(text)
                    : Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | NumberFormatException e) {
            throw wrong(option + " must be like 2019-07-05T15:00:00Z or epoch milliseconds, was '" + text + "'");
        }
    }

    private Pace pace() {
        try {
            return Pace.parse(speed);
        } catch (IllegalArgumentException e) {
            throw wrong("--" + e.getMessage());
        }
    }

    private long heartbeatMillis() {
        if (heartbeatMillis < 1) {
            throw wrong("--heartbeat-ms must be above 0, was " + heartbeatMillis);
        }
        return heartbeatMillis;
    }

    private boolean isFirst(String option, String value, String first, String second) {
        if (value.equals(first) || value.equals(second)) {
            return value.equals(first);
        }
        throw wrong(option + " must be " + first + " or " + second + ", was '" + value + "'");
    }

    /** The accounts of TAPEDECK_SIMULATOR_ACCOUNTS ({@code key:secret:balance,...}), or the one venue account. */
    private List<ApiKey> apiKeys() {
        String accounts = System.getenv("TAPEDECK_SIMULATOR_ACCOUNTS");
        if (accounts == null || accounts.isBlank()) {
            return List.of(new ApiKey(
                    environment("TAPEDECK_VENUE_API_KEY", "paper-key"),
                    environment("TAPEDECK_VENUE_API_SECRET", "paper-secret"),
                    balance));
        }
        List<ApiKey> apiKeys = new ArrayList<>();
        for (String account : accounts.split(",", -1)) {
            String[] parts = account.strip().split(":", -1);
            if (parts.length != 3) {
                throw wrong("TAPEDECK_SIMULATOR_ACCOUNTS must be key:secret:balance,..., one entry has " + parts.length
                        + " parts");
            }
            apiKeys.add(new ApiKey(parts[0], parts[1], amount(parts[2])));
        }
        return apiKeys;
    }

    private BigDecimal amount(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw wrong("a balance in TAPEDECK_SIMULATOR_ACCOUNTS must be a decimal, was '" + text + "'");
        }
    }

    private static String environment(String name, String absent) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? absent : value;
    }
}
