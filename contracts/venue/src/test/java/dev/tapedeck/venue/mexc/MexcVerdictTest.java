package dev.tapedeck.venue.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.venue.CommandReply;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.PlacementReply;
import dev.tapedeck.venue.VenueFailure;
import dev.tapedeck.venue.VenueFailure.Cause;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MexcVerdictTest {
    @ParameterizedTest(name = "code {0} {1}")
    @CsvSource(textBlock = """
            401, Refused, NOT_PERMITTED
            402, Refused, NOT_PERMITTED
            406, Refused, NOT_PERMITTED
            500, Unknown, SERVER_ERROR
            501, Unknown, SERVER_ERROR
            506, Refused, NOT_PERMITTED
            510, Retryable, RATE_LIMITED
            511, Refused, NOT_PERMITTED
            513, Retryable, CLOCK_SKEW
            600, Refused, OTHER
            601, Refused, OTHER
            602, Refused, NOT_PERMITTED
            603, AlreadyPlaced, ''
            604, Retryable, VENUE_UNAVAILABLE
            701, Refused, NOT_PERMITTED
            702, Refused, NOT_PERMITTED
            703, Refused, NOT_PERMITTED
            704, Refused, NOT_PERMITTED
            801, Retryable, VENUE_UNAVAILABLE
            1000, Refused, NOT_PERMITTED
            1001, Refused, SYMBOL_UNAVAILABLE
            1002, Refused, SYMBOL_UNAVAILABLE
            1003, Refused, OTHER
            1004, Refused, QUANTITY_OUT_OF_RANGE
            2001, Refused, OTHER
            2002, Refused, OTHER
            2003, Refused, INVALID_PRICE
            2004, Refused, INVALID_PRICE
            2005, Refused, INSUFFICIENT_MARGIN
            2006, Refused, INVALID_LEVERAGE
            2007, Refused, INVALID_PRICE
            2008, Refused, QUANTITY_OUT_OF_RANGE
            2009, Refused, POSITION_NOT_FOUND
            2011, Refused, QUANTITY_OUT_OF_RANGE
            2013, Refused, OTHER
            2014, Refused, OTHER
            2015, Refused, OTHER
            2016, Refused, QUANTITY_OUT_OF_RANGE
            2018, Refused, INSUFFICIENT_MARGIN
            2019, Refused, OTHER
            2021, Refused, INVALID_LEVERAGE
            2022, Refused, OTHER
            2023, Refused, INVALID_LEVERAGE
            2024, Refused, INVALID_LEVERAGE
            2025, Refused, QUANTITY_OUT_OF_RANGE
            2026, Refused, INVALID_LEVERAGE
            2027, Refused, OTHER
            2028, Refused, QUANTITY_OUT_OF_RANGE
            2029, Refused, OTHER
            2030, Refused, OTHER
            2031, Refused, QUANTITY_OUT_OF_RANGE
            2032, Refused, INVALID_PRICE
            2033, Refused, INVALID_PRICE
            2034, Refused, OTHER
            2035, Refused, INVALID_PRICE
            2036, Refused, OTHER
            2037, Retryable, RATE_LIMITED
            2038, Refused, QUANTITY_OUT_OF_RANGE
            2040, Refused, OTHER
            2041, Refused, OTHER
            2042, AlreadyPlaced, ''
            3001, Refused, OTHER
            3002, Refused, OTHER
            3003, Refused, OTHER
            3004, Refused, INVALID_PRICE
            4001, Refused, OTHER
            5001, Refused, OTHER
            5002, Refused, OTHER
            5003, Refused, INVALID_PRICE
            5004, Refused, QUANTITY_OUT_OF_RANGE
            6001, Refused, NOT_PERMITTED
            6002, Refused, NOT_PERMITTED
            6003, Refused, OTHER
            6004, Refused, OTHER
            6005, Refused, SYMBOL_UNAVAILABLE
            8817, Refused, OTHER
            9999, Unknown, SERVER_ERROR
            200005, Refused, NOT_PERMITTED
            200006, Refused, NOT_PERMITTED
            300000, Refused, NOT_PERMITTED
            300001, Refused, NOT_PERMITTED
            77777, Unknown, SERVER_ERROR
            """)
    void tellsWhatACodeProvesAboutAPlacement(int code, String kind, String reason) {
        PlacementReply verdict =
                MexcVerdict.placement(answered(200, "{\"success\":false,\"code\":" + code + ",\"message\":\"x\"}"));

        assertEquals(kind + ":" + reason, described(verdict));
    }

    @ParameterizedTest(name = "HTTP {0} {1}")
    @CsvSource(quoteCharacter = '~', textBlock = """
            200, ~~, Unknown:UNREADABLE_REPLY
            200, not json, Unknown:UNREADABLE_REPLY
            200, [], Unknown:UNREADABLE_REPLY
            200, {}, Unknown:UNREADABLE_REPLY
            200, {"success":false}, Unknown:UNREADABLE_REPLY
            200, ~{"success":true,"code":0}~, Unknown:UNREADABLE_REPLY
            200, ~{"success":true,"code":0,"data":{}}~, Unknown:UNREADABLE_REPLY
            200, ~{"success":true,"code":0,"data":{"orderId":""}}~, Unknown:UNREADABLE_REPLY
            200, ~{"success":true,"code":0,"data":{"orderId":"73911~, Unknown:UNREADABLE_REPLY
            502, ~{"success":true,"code":0,"data":"1"}~, Unknown:UNREADABLE_REPLY
            302, moved, Unknown:UNREADABLE_REPLY
            400, bad, Unknown:UNREADABLE_REPLY
            401, <html/>, Refused:NOT_PERMITTED
            403, <html/>, Retryable:VENUE_UNAVAILABLE
            404, <html/>, Unknown:UNREADABLE_REPLY
            408, <html/>, Unknown:TIMEOUT
            429, <html/>, Retryable:RATE_LIMITED
            500, <html/>, Unknown:SERVER_ERROR
            502, <html/>, Unknown:SERVER_ERROR
            503, <html/>, Unknown:SERVER_ERROR
            504, <html/>, Unknown:SERVER_ERROR
            429, ~{"success":false,"code":2005}~, Refused:INSUFFICIENT_MARGIN
            500, ~{"success":false,"code":510}~, Retryable:RATE_LIMITED
            200, ~{"success":false,"code":500,"message":"Under maintenance, please try again later"}~, Retryable:VENUE_UNAVAILABLE
            """)
    void tellsWhatAnAnswerOfAnotherFormProvesAboutAPlacement(int status, String body, String expected) {
        assertEquals(expected, described(MexcVerdict.placement(answered(status, body))));
    }

    @Test
    void readsAnAcceptedOrderAsObjectAndAsBareId() {
        var withTime = new PlacementReply.Accepted("739113577038255616", Instant.ofEpochMilli(1_761_888_808_839L));
        var bare = new PlacementReply.Accepted("739113577038255616", null);

        assertEquals(withTime, success("{\"orderId\":\"739113577038255616\",\"ts\":1761888808839}"));
        assertEquals(withTime, success("{\"ts\":\"1761888808839\",\"orderId\":739113577038255616}"));
        assertEquals(bare, success("{\"orderId\":739113577038255616}"));
        assertEquals(bare, success("\"739113577038255616\""));
        assertEquals(bare, success("739113577038255616"));
    }

    @Test
    void keepsTheOrderIdThatARepeatNames() {
        PlacementReply verdict = MexcVerdict.placement(
                answered(200, "{\"success\":false,\"code\":2042,\"message\":\"dup\",\"data\":{\"orderId\":\"7\"}}"));

        assertEquals(new PlacementReply.AlreadyPlaced(2042, "dup", "7"), verdict);
    }

    @Test
    void callsOnlyAFailureToConnectNotSent() {
        assertEquals("Retryable:VENUE_UNAVAILABLE", afterFailure(new ConnectException("refused")));
        assertEquals("Retryable:VENUE_UNAVAILABLE", afterFailure(new UnknownHostException("venue")));
        assertEquals("Retryable:VENUE_UNAVAILABLE", afterFailure(new SSLHandshakeException("no trust")));
        assertEquals("Unknown:TIMEOUT", afterFailure(new TimeoutException("5000 ms")));
        assertEquals("Unknown:CONNECTION_LOST", afterFailure(new HttpClosedException("closed")));
        assertEquals("Unknown:CONNECTION_LOST", afterFailure(new IOException("reset by peer")));
        assertEquals("Unknown:CONNECTION_LOST", afterFailure(new IllegalStateException("anything else")));
        assertEquals("Unknown:UNREADABLE_REPLY", afterFailure(new BoundedText.TooLong(8)));
    }

    @Test
    void tellsFoundFromAbsentFromFailed() {
        assertEquals(new Lookup.Found<>("x"), asked("{\"success\":true,\"code\":0,\"data\":\"x\"}"));
        assertInstanceOf(Lookup.Absent.class, asked("{\"success\":true,\"code\":0}"));
        assertInstanceOf(Lookup.Absent.class, asked("{\"success\":true,\"code\":0,\"data\":null}"));
        assertInstanceOf(Lookup.Absent.class, asked("{\"success\":false,\"code\":2040}"));
        assertEquals(Cause.RATE_LIMITED, failure(asked("{\"success\":false,\"code\":510}")));
        assertEquals(Cause.NOT_PERMITTED, failure(asked("{\"success\":false,\"code\":602}")));
        assertEquals(Cause.REFUSED, failure(asked("{\"success\":false,\"code\":600}")));
        assertEquals(Cause.SERVER_ERROR, failure(asked("{\"success\":false,\"code\":501}")));
        assertEquals(Cause.UNREADABLE_REPLY, failure(asked("{\"success\":true,\"code\":0,\"data\":[]}")));
        assertEquals(Cause.UNREADABLE_REPLY, failure(asked("{\"success\"")));
    }

    @Test
    void doesNotTakeAMissingListForAnEmptyOne() {
        assertEquals(new Lookup.Found<>(List.of()), listed("{\"success\":true,\"code\":0,\"data\":[]}"));
        assertEquals(
                new Lookup.Found<>(List.of()),
                listed("{\"success\":true,\"code\":0,\"data\":{\"totalCount\":0,\"resultList\":[]}}"));
        assertEquals(Cause.UNREADABLE_REPLY, failure(listed("{\"success\":true,\"code\":0}")));
    }

    @Test
    void reportsACommandAsDoneOnlyOnSuccess() {
        assertEquals(new CommandReply.Done(), MexcVerdict.command(answered(200, "{\"success\":true,\"code\":0}")));
        assertEquals(
                new CommandReply.Failed(new VenueFailure(Cause.TIMEOUT, 0, "late")),
                MexcVerdict.command(new MexcReply.Lost(UnknownCause.TIMEOUT, "late")));
    }

    private static MexcReply answered(int status, String body) {
        return new MexcReply.Answered(status, body == null ? "" : body);
    }

    private static PlacementReply success(String data) {
        return MexcVerdict.placement(answered(200, "{\"success\":true,\"code\":0,\"data\":" + data + "}"));
    }

    private static String afterFailure(Throwable failure) {
        return described(MexcVerdict.placement(MexcRest.failed(failure)));
    }

    private static Lookup<String> asked(String body) {
        return MexcVerdict.lookup(answered(200, body), (JsonNode data) -> MexcFields.text(data, "data"));
    }

    private static Lookup<List<String>> listed(String body) {
        return MexcVerdict.list(answered(200, body), "rows", row -> row.text("id"));
    }

    private static Cause failure(Lookup<?> lookup) {
        return assertInstanceOf(Lookup.Failed.class, lookup).failure().cause();
    }

    private static String described(PlacementReply verdict) {
        return switch (verdict) {
            case PlacementReply.Accepted _ -> "Accepted:";
            case PlacementReply.AlreadyPlaced _ -> "AlreadyPlaced:";
            case PlacementReply.Refused(RejectionReason reason, int _, String _) -> "Refused:" + reason;
            case PlacementReply.Retryable(RejectionReason reason, int _, String _) -> "Retryable:" + reason;
            case PlacementReply.Unknown(UnknownCause cause, String _) -> "Unknown:" + cause;
        };
    }
}
