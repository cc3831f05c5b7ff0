package dev.tapedeck.local.command;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 30m}, {@code 2h} and {@code 1h30m}; at least a second. */
final class DurationText implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            Duration duration = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
            if (duration.toSeconds() >= 1) {
                return duration;
            }
        } catch (DateTimeParseException malformed) {
            // Told below, as what is too short.
        }
        throw new TypeConversionException("must be a time such as 90s, 30m or 2h, was '" + text + "'");
    }
}
