/** What the tests of every room share: requirements and conformance, conversations, a clock that tests turn. */
package org.imxp.testkit;
