package dev.tapedeck.venue;

/** The reply to a command that may be repeated without harm. */
public sealed interface CommandReply {
    record Done() implements CommandReply {}

    /** Not done, or not known to be done. */
    record Failed(VenueFailure failure) implements CommandReply {}
}
