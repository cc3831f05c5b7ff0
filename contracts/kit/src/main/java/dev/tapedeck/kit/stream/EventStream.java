package dev.tapedeck.kit.stream;

/** The events of one subject on one topic, which count without gaps. As text {@code topic|subject}. */
record EventStream(String topic, String subject) {
    private static final char SEPARATOR = '|';

    /** Returns the stream of which {@link #toString()} gave the text. */
    static EventStream parse(String text) {
        int end = text.indexOf(SEPARATOR);
        return new EventStream(text.substring(0, end), text.substring(end + 1));
    }

    @Override
    public String toString() {
        return topic + SEPARATOR + subject;
    }
}
