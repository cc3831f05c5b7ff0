package dev.tapedeck.venue.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MexcSignatureTest {
    private final MexcSignature signature = new MexcSignature("mx0testkey", "testsecret0123456789");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            no parameters, and login | ~~ | 415e7aee22761deb610177c56c87fb96c48e34dddd673c5ef4127f46d5336fb2
            sorted query | page_num=1&page_size=20&symbol=BTC_USDT | 83fa88cf93c525773a4d17ec1001c86be6d1bda0036865249c8ce6875eec0fb2
            encoded comma | states=2%2C3&symbol=BTC_USDT | 535a4a3ec798ca54b09621675218cf46c061043677c10c4cc0f05a958169be21
            object body | {"symbol":"BTC_USDT","price":60000,"vol":5,"leverage":20,"side":1,"type":1,"openType":1,"externalOid":"ext_1"} | 981be7763aaccc6b3a561d023db64d2be955c08952cba96de22f651a78cb146c
            array body | ["739113577038255616"] | 060a99e24c19262183eb0e8feba33fa0b4a4c7b3b1775ecb55a88c075ee1160e
            """)
    void givesTheKnownSignatures(String name, String payload, String expected) {
        assertEquals(expected, signature.of("1761888808839", payload), name);
    }

    @Test
    void sortsAndEncodesTheQueryThatIsSigned() {
        String query = MexcQuery.of(Map.of("symbol", "BTC_USDT", "states", "2,3"));

        assertEquals("states=2%2C3&symbol=BTC_USDT", query);
    }
}
