package org.imxp.endpoint;

import java.time.Duration;

/** What happens to an endpoint that attaches again by itself. */
public sealed interface ReattachEvent {
    /**
     * The attachment was lost. Meanwhile nothing is sent or received, and messages whose outcome is not known will not be sent
     * again (requirement CORE-30).
     *
     * @param how by whom and why
     * @param next when attaching again is tried
     */
    record Lost(Detached how, Duration next) implements ReattachEvent {}

    /**
     * Attaching again failed, which may pass.
     *
     * @param why what happened
     * @param next when it is tried once more
     */
    record Failed(AttachException why, Duration next) implements ReattachEvent {}

    /** The endpoint is attached again. */
    record Attached() implements ReattachEvent {}
}
