package org.imxp.endpoint;

import java.util.Arrays;
import java.util.Optional;

/** What one may be allowed to do to another, in words for people; each is an action of RFC 3341 section 3. */
public enum Permission {
    /** Write messages to them. */
    WRITE("core:data"),
    /** See their presence. */
    SEE_PRESENCE("presence:subscribe"),
    /** See who sees their presence. */
    SEE_WATCHERS("presence:watch"),
    /** Change their presence. */
    CHANGE_PRESENCE("presence:publish"),
    /** Ask what they allow whom. */
    ASK_ACCESS("access:query"),
    /** Read what they have set. */
    READ_ACCESS("access:get"),
    /** Change what they allow whom. */
    CHANGE_ACCESS("access:set");

    private final String action;

    Permission(String action) {
        this.action = action;
    }

    /**
     * The action that stands for it.
     *
     * @return such as {@code core:data}
     */
    public String action() {
        return action;
    }

    /**
     * The permission that an action stands for.
     *
     * @param action such as {@code core:data}
     * @return empty for another action
     */
    public static Optional<Permission> of(String action) {
        return Arrays.stream(values())
                .filter(permission -> permission.action.equals(action))
                .findFirst();
    }
}
