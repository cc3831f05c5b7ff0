package dev.tapedeck.gateway;

/** What clients send. */
final class Bodies {
    static final String STRATEGY = """
            {"id":"pump","version":1,"direction":"LONG","notional":"300","leverage":2,"maxSlippageBps":50,
             "stopLossBps":300,"entryTimeoutSeconds":60,"maxHoldSeconds":900,"cooldownSeconds":300,
             "sections":{"S1":[{"indicator":"pump_magnitude_300","operator":"AT_LEAST","value":2.5}],
               "E1":[{"indicator":"position_return_bps","operator":"BETWEEN","value":-900,"upper":-200}]}}""";

    static final String SESSION = """
            {"mode":"PAPER","symbols":["BTC_USDT"],"initialBalanceUsdt":"10000","strategies":[""" + STRATEGY + "]}";

    private Bodies() {}
}
