package org.imxp.relay.store;

/** A change of contact lists or requests. */
public sealed interface ContactChange {
    /**
     * Puts somebody on a list, or changes what is there of them.
     *
     * @param contact who
     */
    record Put(ContactRow contact) implements ContactChange {}

    /**
     * Takes somebody off a list.
     *
     * @param owner whose
     * @param address who
     */
    record Remove(String owner, String address) implements ContactChange {}

    /**
     * Keeps a new request, in the place of another with the same owner, side and other.
     *
     * @param request the request
     */
    record Keep(ContactRequestRow request) implements ContactChange {}

    /**
     * Changes a request, if it is there.
     *
     * @param request what it is from then on
     */
    record Update(ContactRequestRow request) implements ContactChange {}

    /**
     * Forgets a request.
     *
     * @param request one with the same owner, side and other
     */
    record Drop(ContactRequestRow request) implements ContactChange {}
}
