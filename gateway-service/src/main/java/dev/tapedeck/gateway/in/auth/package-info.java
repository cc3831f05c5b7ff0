/** Who users are, what proves it, and how much they may ask: passwords, tokens, limits. Knows neither REST nor the log. */
@NullMarked
package dev.tapedeck.gateway.in.auth;

import org.jspecify.annotations.NullMarked;
