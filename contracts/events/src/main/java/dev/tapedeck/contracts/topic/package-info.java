/** The one catalogue of topics. Broker, chart, documents and tests are generated from it or checked against it. */
@NullMarked
package dev.tapedeck.contracts.topic;

import org.jspecify.annotations.NullMarked;
