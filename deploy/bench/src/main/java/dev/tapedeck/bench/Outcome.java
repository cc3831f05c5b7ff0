package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What came of a benchmark.
 *
 * @param correct whether nothing was lost, doubled or left out; how fast it was does not matter here
 */
record Outcome(ObjectNode result, boolean correct) {}
