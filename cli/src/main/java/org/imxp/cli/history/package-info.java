/** The conversations of one person: a file that survives crashes, is searched, and is bounded in size and age. */
@org.jspecify.annotations.NullMarked
package org.imxp.cli.history;
