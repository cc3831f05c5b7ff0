package dev.tapedeck.local.command;

import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.WrongUse;
import dev.tapedeck.local.log.LogReader;
import dev.tapedeck.local.tape.TapeRecorder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the trades on the log of the running stack as tapes, one file for each symbol, that play the same market again. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = "Write the trades of the running stack as a tape.",
        sortOptions = false)
public final class RecordCommand implements Callable<Integer> {
    private final Layout layout;
    private final PrintStream out;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "the tape, gzipped when it ends in .gz; {symbol} in it stands for the symbol")
    private String file = "";

    @Option(names = "--symbol", paramLabel = "S", description = "only this symbol, like BTC_USDT")
    private @Nullable String symbol;

    @Option(names = "--from", paramLabel = "TIME", description = "first venue time, ISO-8601 UTC or epoch ms")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "venue time at which the tape ends")
    private @Nullable String to;

    public RecordCommand(Layout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        long fromMillis =
                from == null ? Long.MIN_VALUE : TimeText.parse("--from", from).toEpochMilli();
        long toMillis = to == null ? Long.MAX_VALUE : TimeText.parse("--to", to).toEpochMilli();
        if (fromMillis >= toMillis) {
            throw new WrongUse("--from must be before --to, was " + from + " and " + to);
        }
        RunningStack.require(layout, Member.BROKER);
        try (var log = new LogReader(layout.bootstrapServers());
                var recorder = new TapeRecorder(
                        file,
                        symbol,
                        log.newestByKey(Topic.INSTRUMENTS.topicName()).values(),
                        fromMillis,
                        toMillis)) {
            log.all(Topic.TICKS.topicName(), record -> {
                if (record.value() != null) {
                    recorder.take(record.value());
                }
            });
            recorder.written().forEach(out::println);
        } catch (UncheckedIOException failed) {
            throw new StackFailure("the tape could not be written to " + Path.of(file), failed);
        }
        return 0;
    }
}
