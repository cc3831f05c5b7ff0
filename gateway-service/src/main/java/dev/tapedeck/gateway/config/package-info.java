/** What an operator can set; every value has a default and is checked when the service starts. */
@NullMarked
package dev.tapedeck.gateway.config;

import org.jspecify.annotations.NullMarked;
