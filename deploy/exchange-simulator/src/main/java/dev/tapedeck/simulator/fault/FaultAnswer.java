package dev.tapedeck.simulator.fault;

/**
 * What a caller gets instead of the venue's own reply.
 *
 * @param status of HTTP; {@link #NO_STATUS} when the connection is closed without a byte
 * @param code the venue's, 0 where the body is no envelope
 */
public record FaultAnswer(int status, int code, String body) {
    static final int NO_STATUS = 0;
    private static final int HTTP_OK = 200;

    static FaultAnswer cut() {
        return new FaultAnswer(NO_STATUS, 0, "");
    }

    static FaultAnswer html(int status) {
        return new FaultAnswer(status, 0, "<html><body>" + status + "</body></html>");
    }

    static FaultAnswer envelope(int code, String message) {
        return new FaultAnswer(
                HTTP_OK, code, "{\"success\":false,\"code\":" + code + ",\"message\":\"" + message + "\"}");
    }

    boolean isCut() {
        return status == NO_STATUS;
    }

    String contentType() {
        return code == 0 ? "text/html" : "application/json";
    }

    /** For the ledger: {@code no reply}, {@code HTTP 502} or {@code code 510}. */
    public String summary() {
        if (isCut()) {
            return "no reply";
        }
        return code == 0 ? "HTTP " + status : "code " + code;
    }
}
