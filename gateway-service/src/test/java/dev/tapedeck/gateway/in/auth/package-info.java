@NullMarked
package dev.tapedeck.gateway.in.auth;

import org.jspecify.annotations.NullMarked;
