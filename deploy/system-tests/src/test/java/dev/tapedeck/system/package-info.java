/**
 * The packaged system, run as a user runs it: each test class starts one stack as processes of its own, on its own ports and with its own data under
 * {@code target/}, and nothing of it lives when the class ends. Skipped unless {@code -DskipSystemTests=false}; needs everything packaged before.
 */
@NullMarked
package dev.tapedeck.system;

import org.jspecify.annotations.NullMarked;
