package org.imxp.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the requirements that a test proves: the test passes only when each of them holds, and would fail without it.
 *
 * <p>On a class it holds for each of its tests. The IDs are those of {@code docs/requirements.tsv}; the build writes
 * {@code docs/conformance.md} from them, and fails on an ID that the list does not have.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requirement {
    /**
     * The IDs.
     *
     * @return one or more IDs, such as {@code CORE-12} or {@code IMPP-5.4.1}
     */
    String[] value();
}
