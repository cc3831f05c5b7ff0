/** The gateway: the log as clients see it, and what clients ask as events on the log. Only {@code GatewayWiring} knows all parts. */
@NullMarked
package dev.tapedeck.gateway;

import org.jspecify.annotations.NullMarked;
