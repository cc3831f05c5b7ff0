/**
 * One record for every event on every topic. An event is past tense and immutable; a component that is not
 * {@code @Nullable} is always present. Additive change only: a new component must be {@code @Nullable}.
 */
@NullMarked
package dev.tapedeck.contracts.event;

import org.jspecify.annotations.NullMarked;
