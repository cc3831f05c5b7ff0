package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.gateway.in.Problem.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what users ask about the trading state. */
final class TradingStateRequests {
    /** The id of the one global scope. */
    private static final String ALL = "all";

    /** A session, a strategy with or without its session, or a symbol. */
    private static final Pattern SCOPE_ID =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63})?");

    private static final long LONGEST_SECONDS = 30 * 24 * 60 * 60L;
    private static final Pattern WHY = Pattern.compile("[^\\p{Cntrl}]{1,500}");

    private TradingStateRequests() {}

    /** Returns the command that the body asks for; throws {@link RequestRefused} when it is malformed or a part of it is wrong. */
    static SetTradingState read(byte[] body, String user, boolean isLive, Instant at) {
        var errors = new ArrayList<FieldError>();
        JsonFields request = JsonFields.of(SessionRequests.parse(body), "$", errors);
        request.only("scope", "scopeId", "state", "why", "flatten", "forSeconds", "confirm");
        Optional<Scope> scope = request.oneOf("scope", Scope.class);
        boolean isGlobal = scope.isPresent() && scope.get() == Scope.GLOBAL;
        Optional<String> scopeId =
                isGlobal && !request.has("scopeId") ? Optional.of(ALL) : request.text("scopeId", SCOPE_ID);
        if (isGlobal && scopeId.isPresent() && !scopeId.get().equals(ALL)) {
            request.note("scopeId", "must be absent or '" + ALL + "' in the scope GLOBAL, was '" + scopeId.get() + "'");
        }
        Optional<State> state = request.oneOf("state", State.class);
        Optional<String> why = request.text("why", WHY);
        boolean restricts = state.isPresent() && state.get() != State.ACTIVE;
        boolean flatten = request.has("flatten") && request.flag("flatten").orElse(false);
        if (flatten && !restricts) {
            request.note("flatten", "must be false or absent where trading is ACTIVE, was true");
        }
        Optional<Long> seconds =
                request.has("forSeconds") ? request.whole("forSeconds", 1, LONGEST_SECONDS) : Optional.empty();
        if (seconds.isPresent() && !restricts) {
            request.note("forSeconds", "must be absent where trading is ACTIVE, was " + seconds.get());
        }
        state.ifPresent(wanted -> Confirmation.check(
                request, Confirmation.wordOf(wanted, flatten), isLive || flatten || wanted == State.HALTED));
        SessionRequests.refuse(errors);
        return new SetTradingState(
                user,
                scope.orElseThrow(),
                scopeId.orElseThrow(),
                state.orElseThrow(),
                flatten,
                why.orElseThrow(),
                seconds.map(at::plusSeconds).orElse(null));
    }
}
