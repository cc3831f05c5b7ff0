/** What reaches the gateway: the log, REST requests and WebSocket clients. */
@NullMarked
package dev.tapedeck.gateway.in;

import org.jspecify.annotations.NullMarked;
