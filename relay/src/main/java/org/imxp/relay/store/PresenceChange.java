package org.imxp.relay.store;

/** A change of what is kept for the presence service. */
public sealed interface PresenceChange {
    /**
     * An entry is there from now on, in place of the one that its publisher had.
     *
     * @param entry the entry
     */
    record Put(PresenceRow entry) implements PresenceChange {}

    /**
     * An entry is not there any more.
     *
     * @param publisher whose
     */
    record Drop(String publisher) implements PresenceChange {}

    /**
     * An operation has begun, in place of the one of its kind that its originator had for its subject.
     *
     * @param operation the operation
     */
    record Begin(OperationRow operation) implements PresenceChange {}

    /**
     * An operation has ended; if another one has taken its place, that one stays.
     *
     * @param operation the operation
     */
    record End(OperationRow operation) implements PresenceChange {}
}
