/** What leaves the gateway: events to the log, and JSON to clients as {@code PROTOCOL.md} has it. */
@NullMarked
package dev.tapedeck.gateway.out;

import org.jspecify.annotations.NullMarked;
