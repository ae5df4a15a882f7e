package org.imxp.protocol;

/** The media types of payloads (RFC 3340 section 4.1). */
final class MediaTypes {
    /** A control element. */
    static final String CONTROL = "application/beep+xml";
    /** A control element and other parts (RFC 2387). */
    static final String RELATED = "multipart/related";

    private MediaTypes() {}
}
