package org.imxp.message.cpim;

/**
 * What a header means by its name.
 *
 * @param namespace a URI
 * @param name the name within it, which is compared exactly
 */
public record CpimName(String namespace, String name) {
    /** The namespace of the headers of RFC 3862 section 4, the final colon included (OPEN-40). */
    public static final String CORE = "urn:ietf:params:cpim-headers:";

    /** Who sends. */
    public static final CpimName FROM = core("From");

    /** Whom it goes to. */
    public static final CpimName TO = core("To");

    /** Who has a copy. */
    public static final CpimName CC = core("cc");

    /** When it was sent. */
    public static final CpimName DATE_TIME = core("DateTime");

    /** What it is about. */
    public static final CpimName SUBJECT = core("Subject");

    /** Declares a namespace. */
    public static final CpimName NS = core("NS");

    /** Names what must be understood. */
    public static final CpimName REQUIRE = core("Require");

    private static CpimName core(String name) {
        return new CpimName(CORE, name);
    }
}
