package dev.tapedeck.local.command;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.WrongUse;
import dev.tapedeck.local.broker.TopicCreator;
import dev.tapedeck.local.log.LogReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the last events of a topic, one line of JSON each, oldest first. */
@Command(name = "tail", mixinStandardHelpOptions = true, description = "Show the last events of a topic as JSON lines.")
public final class TailCommand implements Callable<Integer> {
    private static final int COUNT_MAX = 100_000;

    private final Layout layout;
    private final PrintStream out;

    @Parameters(paramLabel = "TOPIC", description = "a topic, a dead letter topic or a service's snapshot topic")
    private String topic = "";

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "10",
            description = "how many, up to " + COUNT_MAX + " (default ${DEFAULT-VALUE})")
    private int count = 10;

    @Option(names = "--follow", description = "go on with what is appended until Ctrl-C")
    private boolean follow;

    public TailCommand(Layout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        List<String> topics = TopicCreator.topicNames();
        if (!topics.contains(topic)) {
            throw new WrongUse("no topic '" + topic + "'; the topics are: " + String.join(", ", topics));
        }
        if (count < 0 || count > COUNT_MAX) {
            throw new WrongUse("-n must be in 0.." + COUNT_MAX + ", was " + count);
        }
        RunningStack.require(layout, Member.BROKER);
        try (var log = new LogReader(layout.bootstrapServers())) {
            print(log.last(topic, count));
            while (follow && !out.checkError()) {
                print(log.next());
            }
        }
        return 0;
    }

    private void print(List<ConsumerRecord<String, byte[]>> records) throws IOException {
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() != null) {
                out.write(record.value());
                out.println();
            }
        }
        out.flush();
    }
}
