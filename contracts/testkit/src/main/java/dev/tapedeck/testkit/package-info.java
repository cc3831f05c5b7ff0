/** What tests share: a real broker, a probe for topics, and the architecture rules. Never on a production class path. */
@NullMarked
package dev.tapedeck.testkit;

import org.jspecify.annotations.NullMarked;
