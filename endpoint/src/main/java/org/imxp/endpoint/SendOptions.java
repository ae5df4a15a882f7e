package org.imxp.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.protocol.Option;

/**
 * How a message is sent.
 *
 * @param form how it is laid out
 * @param status what the relays are asked to report
 * @param originator who sends it, if not the endpoint itself: one of its subaddresses; a relay refuses another with 537
 * @param options further options of the data
 */
public record SendOptions(Form form, Status status, Optional<Address> originator, List<Option> options) {
    /** How a message is laid out (requirement SEED-16). */
    public enum Form {
        /** Within the control element; a content that XML can't carry goes in {@link #MULTIPART} form all the same. */
        INLINE,
        /** As a MIME part of its own. */
        MULTIPART
    }

    /** What the relays are asked to report (requirement CORE-41). */
    public enum Status {
        /** Nothing: outcomes are not known. */
        NONE,
        /** What became of the message (OPEN-35). */
        OUTCOME,
        /** That, and each relay on the way. */
        TRACE
    }

    /** Inline, with a report of the outcome. */
    public static final SendOptions DEFAULT = new SendOptions(Form.INLINE, Status.OUTCOME, Optional.empty(), List.of());

    /** Copies the list. */
    public SendOptions {
        options = List.copyOf(options);
    }

    /**
     * The same in another form.
     *
     * @param other the form
     * @return the options
     */
    public SendOptions withForm(Form other) {
        return new SendOptions(other, status, originator, options);
    }

    /**
     * The same with other reports.
     *
     * @param other what is asked for
     * @return the options
     */
    public SendOptions withStatus(Status other) {
        return new SendOptions(form, other, originator, options);
    }

    /**
     * The same from somebody else.
     *
     * @param other the originator
     * @return the options
     */
    public SendOptions withOriginator(Address other) {
        return new SendOptions(form, status, Optional.of(other), options);
    }

    /**
     * The same with one more option on the data.
     *
     * @param option such as dataTiming
     * @return the options
     */
    public SendOptions with(Option option) {
        var longer = new ArrayList<>(options);
        longer.add(option);
        return new SendOptions(form, status, originator, longer);
    }

    /**
     * The same, to be kept for recipients that are not attached (requirement OPT-13).
     *
     * @return the options
     */
    public SendOptions held() {
        return with(Option.internal("hold4Endpoint", 0));
    }
}
