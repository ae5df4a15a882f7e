package org.imxp.beep.sasl;

import java.util.regex.Pattern;

/** What a client says of channel binding: the gs2-cbind-flag (RFC 5802 section 7). */
sealed interface BindingFlag {
    /** {@code n}: it cannot bind. */
    record CannotBind() implements BindingFlag {}

    /** {@code y}: it could, and believes that the server cannot. */
    record NotOffered() implements BindingFlag {}

    /** {@code p}: it binds, by a type of channel binding. */
    record Binds(String type) implements BindingFlag {}

    /** A cb-name. */
    Pattern TYPE = Pattern.compile("[A-Za-z0-9.-]+");

    static BindingFlag parse(String flag) {
        if (flag.equals("n")) {
            return new CannotBind();
        }
        if (flag.equals("y")) {
            return new NotOffered();
        }
        if (flag.startsWith("p=") && TYPE.matcher(flag.substring(2)).matches()) {
            return new Binds(flag.substring(2));
        }
        throw new SaslSyntaxException("the channel-binding flag is not n, y or p= and a type");
    }
}
