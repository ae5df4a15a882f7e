package org.imxp.protocol;

import java.util.List;

/**
 * Carries content from one endpoint to others (RFC 3340 section 4.4.4).
 *
 * <p>The content is named by a URI reference: {@code cid:} of another part of the payload, {@code #Name} of the
 * data-content, or another absolute URI, which nobody on the way dereferences (section 4.1).
 *
 * @param content the URI reference
 * @param originator who sends it
 * @param recipients who it is for; one or more
 * @param options the per-data options
 * @param dataContent the XML content, or {@link DataContent#NONE}; never absent when the content is a fragment
 */
public record Data(
        String content,
        Originator originator,
        List<Recipient> recipients,
        List<Option> options,
        DataContent dataContent)
        implements Element {
    /** Refuses a content that is no URI reference of these kinds, and a data for nobody. */
    public Data {
        recipients = List.copyOf(recipients);
        options = List.copyOf(options);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a data has no recipient: allowed are one or more");
        }
        ContentUri.check(content, dataContent);
    }

    /**
     * Content in another part of the payload, or elsewhere, to one recipient and without options.
     *
     * @param content {@code cid:} or another absolute URI
     * @param originator who sends it
     * @param recipient who it is for
     * @return the data
     */
    public static Data of(String content, Address originator, Address recipient) {
        return new Data(
                content, new Originator(originator), List.of(new Recipient(recipient)), List.of(), DataContent.NONE);
    }

    /**
     * XML content to one recipient, without options.
     *
     * @param content the content; its name becomes the fragment
     * @param originator who sends it
     * @param recipient who it is for
     * @return the data
     */
    public static Data of(DataContent content, Address originator, Address recipient) {
        return new Data(
                "#" + content.name(),
                new Originator(originator),
                List.of(new Recipient(recipient)),
                List.of(),
                content);
    }

    /**
     * The same data for others.
     *
     * @param changed one or more
     * @return the changed data
     */
    public Data withRecipients(List<Recipient> changed) {
        return new Data(content, originator, changed, options, dataContent);
    }

    /**
     * The same data with other per-data options.
     *
     * @param changed the options
     * @return the changed data
     */
    public Data withOptions(List<Option> changed) {
        return new Data(content, originator, recipients, changed, dataContent);
    }

    /**
     * The same data with other per-originator options.
     *
     * @param changed the originator
     * @return the changed data
     */
    public Data withOriginator(Originator changed) {
        return new Data(content, changed, recipients, options, dataContent);
    }

    /**
     * Whether the data carries a statusResponse, so that nothing may be reported about it: a statusRequest in it is ignored
     * (requirement CORE-42).
     *
     * @return true if its data-content begins with that element
     */
    public boolean isStatusResponse() {
        return dataContent.xml().rootName().filter("statusResponse"::equals).isPresent();
    }
}
