package org.imxp.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.imxp.message.receipt.Wanted;
import org.imxp.protocol.Address;
import org.imxp.protocol.InternalOption;
import org.imxp.protocol.Option;

/**
 * How a message is sent.
 *
 * @param form how it is laid out
 * @param status what the relays are asked to report
 * @param originator who sends it, if not the endpoint itself: one of its subaddresses; a relay refuses another with 537
 * @param expiry how long the message is of use; a relay drops it later
 * @param mostHops how many relays it may pass, the last one included, 1 to 255
 * @param options further options of the data
 * @param receipts what the recipients' programs are asked to tell of the message (RFC 5438); they do so with the consent of those
 *     who use them
 */
public record SendOptions(
        Form form,
        Status status,
        Optional<Address> originator,
        Optional<Duration> expiry,
        OptionalInt mostHops,
        List<Option> options,
        Set<Wanted> receipts) {
    /** The longest {@link #expiry}: 2147483647 milliseconds, more than 24 days (RFC 3342 section 6). */
    public static final Duration LONGEST_EXPIRY = Duration.ofMillis(Integer.MAX_VALUE);

    private static final InternalOption HOLD = new InternalOption("hold4Endpoint");
    private static final int MOST_HOPS = 255;

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
    public static final SendOptions DEFAULT = new SendOptions(
            Form.INLINE, Status.OUTCOME, Optional.empty(), Optional.empty(), OptionalInt.empty(), List.of(), Set.of());

    /** Copies the collections, and refuses bounds that no relay can keep. */
    public SendOptions {
        options = List.copyOf(options);
        receipts = Set.copyOf(receipts);
        expiry.ifPresent(time -> {
            if (time.toMillis() < 1 || time.compareTo(LONGEST_EXPIRY) > 0) {
                throw new IllegalArgumentException(
                        "expiry is " + time + ": allowed are 1 to " + LONGEST_EXPIRY.toMillis() + " milliseconds");
            }
        });
        mostHops.ifPresent(hops -> {
            if (hops < 1 || hops > MOST_HOPS) {
                throw new IllegalArgumentException("mostHops is " + hops + ": allowed are 1 to " + MOST_HOPS);
            }
        });
    }

    /**
     * The same in another form.
     *
     * @param other the form
     * @return the options
     */
    public SendOptions withForm(Form other) {
        return new SendOptions(other, status, originator, expiry, mostHops, options, receipts);
    }

    /**
     * The same with other reports.
     *
     * @param other what is asked for
     * @return the options
     */
    public SendOptions withStatus(Status other) {
        return new SendOptions(form, other, originator, expiry, mostHops, options, receipts);
    }

    /**
     * The same from somebody else.
     *
     * @param other the originator
     * @return the options
     */
    public SendOptions withOriginator(Address other) {
        return new SendOptions(form, status, Optional.of(other), expiry, mostHops, options, receipts);
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
        return new SendOptions(form, status, originator, expiry, mostHops, longer, receipts);
    }

    /**
     * The same, to be dropped by a relay that has it later (requirement OPT-4). A relay that does not know this refuses the
     * message.
     *
     * @param most how long it is of use, 1 to 2147483647 milliseconds
     * @return the options
     */
    public SendOptions expiringAfter(Duration most) {
        return new SendOptions(form, status, originator, Optional.of(most), mostHops, options, receipts);
    }

    /**
     * The same, to pass only so many relays, the last one included (requirement OPT-16). A relay that does not know this refuses
     * the message.
     *
     * @param most 1 to 255
     * @return the options
     */
    public SendOptions withMostHops(int most) {
        return new SendOptions(form, status, originator, expiry, OptionalInt.of(most), options, receipts);
    }

    /**
     * The same, asking the recipients' programs to tell what becomes of the message: {@link Sending#onReceipt} and
     * {@link Endpoint#onReceipt} get what they tell.
     *
     * @param what such as that it was shown
     * @return the options
     */
    public SendOptions requesting(Wanted... what) {
        return new SendOptions(form, status, originator, expiry, mostHops, options, Set.of(what));
    }

    /**
     * The same, to be kept for recipients that are not attached (requirement OPT-13).
     *
     * @return the options
     */
    public SendOptions held() {
        return isHeld() ? this : with(Option.internal(HOLD.name(), 0));
    }

    /** Whether it is to be kept for recipients that are not attached. */
    boolean isHeld() {
        return isHeld(options);
    }

    /** Whether these options ask for that. */
    static boolean isHeld(List<Option> options) {
        return options.stream().anyMatch(option -> option.name().equals(HOLD));
    }
}
