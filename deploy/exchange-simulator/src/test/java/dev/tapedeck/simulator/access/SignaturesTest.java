package dev.tapedeck.simulator.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignaturesTest {
    private static final String KEY = "tapedeck-test-key";
    private static final String SECRET = "tapedeck-test-secret";
    private static final String TIME = "1767225600000";

    /** Reference values made with {@code openssl dgst -sha256 -hmac}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 9da258b9cb33d8385e6ad8d7f793176174ee2321b5c26136b6e5b2ff896db5dd",
                "page_num=1&page_size=20&symbol=BTC_USDT | 4969cad5effecba8065849c96401f9ba7d6492cbe9ee005a5efd001365fc1e46",
                "states=2%2C3&symbol=BTC_USDT | 6745c397168d9cb3a6ea650a98d9bdcd7476e126171de04b944a1cb1d5567271",
                "states=2,3&symbol=BTC_USDT | 5776feaee47e4326eae86c6f246089018b357817a3fcf561c0e85b1e017b3327",
                "[\"739113577038255616\"] | 80947bd1ff4fd1a604baac6783cd5583e58472cffae541f4bca86289bffe77c5",
                "{\"symbol\":\"BTC_USDT\",\"price\":60000,\"vol\":5,\"leverage\":20,\"side\":1,\"type\":1,\"openType\":1,\"externalOid\":\"ext_1\"} | ba2bb592f2c9678554e243ef383bc610a42bc3516b68c38471a30e945dfd1e44"
            })
    void signsAsTheReferenceTool(String payload, String expected) {
        assertEquals(expected, Signatures.sign(SECRET, KEY, TIME, payload == null ? "" : payload));
    }

    @Test
    void acceptsQueriesSignedEncodedAndDecodedInKeyOrder() {
        String encoded = Signatures.sign(SECRET, KEY, TIME, "states=2%2C3&symbol=BTC_USDT");
        String decoded = Signatures.sign(SECRET, KEY, TIME, "states=2,3&symbol=BTC_USDT");

        assertTrue(Signatures.matchesQuery(encoded, SECRET, KEY, TIME, "symbol=BTC_USDT&states=2%2C3"));
        assertTrue(Signatures.matchesQuery(decoded, SECRET, KEY, TIME, "symbol=BTC_USDT&states=2%2C3"));
        assertTrue(Signatures.matchesQuery(decoded, SECRET, KEY, TIME, "states=2,3&symbol=BTC_USDT"));
    }

    @Test
    void refusesAnotherSecretOrPayload() {
        String signature = Signatures.sign(SECRET, KEY, TIME, "{\"vol\":1}");

        assertFalse(Signatures.matches(signature, SECRET, KEY, TIME, "{\"vol\":2}"));
        assertFalse(Signatures.matches(signature, "other", KEY, TIME, "{\"vol\":1}"));
        assertFalse(Signatures.matches("", SECRET, KEY, TIME, "{\"vol\":1}"));
    }
}
