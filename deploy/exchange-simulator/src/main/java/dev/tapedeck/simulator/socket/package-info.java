/**
 * The venue's WebSocket: subscriptions, login, the ping rule, public and private pushes. Everything runs on one event
 * loop; deals are never dropped, states are conflated.
 */
@NullMarked
package dev.tapedeck.simulator.socket;

import org.jspecify.annotations.NullMarked;
