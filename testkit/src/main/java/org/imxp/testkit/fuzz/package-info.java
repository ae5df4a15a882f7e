/** What the fuzz tests of the rooms share: targets, their corpora, inputs made of those, and the options of the fuzzer. */
@org.jspecify.annotations.NullMarked
package org.imxp.testkit.fuzz;
