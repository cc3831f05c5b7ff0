package dev.tapedeck.gateway.in;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request says about itself for the audit trail, while it is being answered. Not for secrets. */
final class AuditNote {
    private static final String KEY = AuditNote.class.getName();

    private @Nullable String user;
    private @Nullable String target;
    private @Nullable String detail;
    private List<String> commandIds = List.of();
    private boolean question;

    private AuditNote() {}

    /** Returns the note of this request. */
    static AuditNote of(RoutingContext http) {
        AuditNote note = http.get(KEY);
        if (note == null) {
            note = new AuditNote();
            http.put(KEY, note);
        }
        return note;
    }

    void by(String name) {
        user = name;
    }

    void about(String what) {
        target = what;
    }

    void refusedFor(String why) {
        detail = why;
    }

    void made(List<String> ids) {
        commandIds = List.copyOf(ids);
    }

    void onlyAsks() {
        question = true;
    }

    /** Returns whether the request changes nothing, whatever its method. */
    boolean isQuestion() {
        return question;
    }

    Optional<String> user() {
        return Optional.ofNullable(user);
    }

    Optional<String> target() {
        return Optional.ofNullable(target);
    }

    Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    List<String> commandIds() {
        return commandIds;
    }
}
