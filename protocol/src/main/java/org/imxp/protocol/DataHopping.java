package org.imxp.protocol;

import java.util.List;

/**
 * What a dataHopping option holds: how many relays may still send a data on (RFC 3342 section 4).
 *
 * @param noMoreThan 0 to 255; 0 stands for no bound
 * @param reportErrors whether the originator is told that it was passed
 */
public record DataHopping(int noMoreThan, boolean reportErrors) {
    /** The name of the option. */
    public static final InternalOption OPTION = new InternalOption("dataHopping");

    private static final int MOST_HOPS = 255;

    /** Refuses a number out of range. */
    public DataHopping {
        ProtocolNumber.zeroOrMore("noMoreThan", noMoreThan);
        ProtocolNumber.atMost("noMoreThan", noMoreThan, MOST_HOPS);
    }

    /**
     * Reads what an option holds.
     *
     * @param content of an option of this name
     * @return the bound
     * @throws ProtocolException 500 if it is not well formed, 501 if it is not one dataHopping element with a number in range
     */
    public static DataHopping read(XmlFragment content) {
        try (var element = new OptionContent(content, OPTION.name())) {
            var hopping = new DataHopping(element.number("noMoreThan", MOST_HOPS), element.flag("reportErrors"));
            element.end();
            return hopping;
        }
    }

    /**
     * Writes it, without the attributes that say nothing; alike in both dialects.
     *
     * @return what {@link #read} reads
     */
    public XmlFragment write() {
        var xml = new StringBuilder("<dataHopping");
        if (noMoreThan != 0) {
            XmlText.attribute(xml, "noMoreThan", Integer.toString(noMoreThan));
        }
        if (reportErrors) {
            XmlText.attribute(xml, "reportErrors", "true");
        }
        return XmlFragment.of(xml.append(" />").toString());
    }

    /**
     * As an originator sends it: every relay has to know it (RFC 3342 section 4).
     *
     * @param transId 1 to 2147483647, by which reports are told apart
     * @return the option
     */
    public Option option(int transId) {
        return new Option(OPTION, TargetHop.ALL, true, ProtocolNumber.uniqueId(transId), List.of(), write());
    }

    /**
     * Whether anything may be reported, for which the option needs a transID (OPEN-18).
     *
     * @return true if an attribute asks for it
     */
    public boolean mayReport() {
        return noMoreThan != 0 && reportErrors;
    }

    /**
     * Whether this is the last relay that the data may reach.
     *
     * @return true if the number would become 0 by sending on
     */
    public boolean isLast() {
        return noMoreThan == 1;
    }

    /**
     * What the next relay is told.
     *
     * @return one less; not to be asked of {@linkplain #isLast the last}
     */
    public DataHopping next() {
        if (isLast()) {
            throw new IllegalArgumentException("noMoreThan 1 can't be reduced: the data may go no further");
        }
        return noMoreThan == 0 ? this : new DataHopping(noMoreThan - 1, reportErrors);
    }
}
