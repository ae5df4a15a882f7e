package org.imxp.endpoint.keys;

/** How far a key of somebody is trusted. */
public enum Trust {
    /** The person has compared it with its owner. */
    VERIFIED,
    /** It was the first that was seen of its owner, or the person has accepted it later. */
    KNOWN,
    /** It came when another was known already. Nothing is encrypted for its owner until the person has decided. */
    CHANGED
}
