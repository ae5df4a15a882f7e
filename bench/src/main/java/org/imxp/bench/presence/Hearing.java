package org.imxp.bench.presence;

/** Whoever wants to know what endpoints are told. Called by the event loop of all endpoints. */
interface Hearing {
    /**
     * The presence service has said something to an endpoint.
     *
     * @param endpoint the number of the endpoint
     */
    void heard(int endpoint, Said said);

    /** Something went wrong: the figures are of no worth. */
    void failed(String what);
}
