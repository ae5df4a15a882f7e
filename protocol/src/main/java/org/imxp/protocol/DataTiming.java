package org.imxp.protocol;

import java.util.List;

/**
 * What a dataTiming option holds: how long the way of a data may take, and what is reported of it (RFC 3342 section 2). Times
 * are in milliseconds; 0 stands for no bound.
 *
 * @param noLaterThan how long until the recipient has to have answered
 * @param returnTrip how long the report of a delivery may take; without noLaterThan it has no effect (OPEN-19)
 * @param reportAfter after how long the originator is told that the data is still on its way
 * @param reportErrors whether the originator is told that noLaterThan was passed
 */
public record DataTiming(int noLaterThan, int returnTrip, int reportAfter, boolean reportErrors) {
    /** The name of the option. */
    public static final InternalOption OPTION = new InternalOption("dataTiming");

    /** Refuses times out of range. */
    public DataTiming {
        ProtocolNumber.zeroOrMore("noLaterThan", noLaterThan);
        ProtocolNumber.zeroOrMore("returnTrip", returnTrip);
        ProtocolNumber.zeroOrMore("reportAfter", reportAfter);
    }

    /**
     * Reads what an option holds.
     *
     * @param content of an option of this name
     * @return the times
     * @throws ProtocolException 500 if it is not well formed, 501 if it is not one dataTiming element with numbers in range
     */
    public static DataTiming read(XmlFragment content) {
        try (var element = new OptionContent(content, OPTION.name())) {
            var timing = new DataTiming(
                    element.number("noLaterThan", Integer.MAX_VALUE),
                    element.number("returnTrip", Integer.MAX_VALUE),
                    element.number("reportAfter", Integer.MAX_VALUE),
                    element.flag("reportErrors"));
            element.end();
            return timing;
        }
    }

    /**
     * Writes it, without the attributes that say nothing; alike in both dialects.
     *
     * @return what {@link #read} reads
     */
    public XmlFragment write() {
        var xml = new StringBuilder("<dataTiming");
        time(xml, "noLaterThan", noLaterThan);
        time(xml, "returnTrip", returnTrip);
        time(xml, "reportAfter", reportAfter);
        if (reportErrors) {
            XmlText.attribute(xml, "reportErrors", "true");
        }
        return XmlFragment.of(xml.append(" />").toString());
    }

    private static void time(StringBuilder xml, String name, int value) {
        if (value != 0) {
            XmlText.attribute(xml, name, Integer.toString(value));
        }
    }

    /**
     * As an originator sends it: every relay has to know it (RFC 3342 section 2).
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
        return reportAfter != 0 || (noLaterThan != 0 && (reportErrors || returnTrip != 0));
    }

    /**
     * Whether the time of the data is over.
     *
     * @param elapsed the milliseconds since the times were those given here
     * @return true if noLaterThan was passed
     */
    public boolean isOver(long elapsed) {
        return noLaterThan != 0 && noLaterThan <= elapsed;
    }

    /**
     * Whether the originator is to be told that the data is still on its way.
     *
     * @param elapsed the milliseconds since the times were those given here
     * @return true if reportAfter was passed
     */
    public boolean isDelayed(long elapsed) {
        return reportAfter != 0 && reportAfter <= elapsed;
    }

    /**
     * What is left of the times; a reportAfter that was passed becomes 0 (RFC 3342 sections 2.1 and 2.2).
     *
     * @param elapsed the milliseconds that have passed; noLaterThan is not {@linkplain #isOver over}
     * @return the lower times
     */
    public DataTiming after(long elapsed) {
        if (isOver(elapsed)) {
            throw new IllegalArgumentException("of noLaterThan " + noLaterThan + " nothing is left after " + elapsed);
        }
        return new DataTiming(
                noLaterThan == 0 ? 0 : (int) (noLaterThan - elapsed),
                returnTrip,
                reportAfter == 0 || isDelayed(elapsed) ? 0 : (int) (reportAfter - elapsed),
                reportErrors);
    }
}
