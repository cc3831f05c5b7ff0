package dev.tapedeck.simulator.access;

import java.math.BigDecimal;

/** One key pair, its account (named by the key) and the USDT the account starts with. */
public record ApiKey(String key, String secret, BigDecimal balance) {}
