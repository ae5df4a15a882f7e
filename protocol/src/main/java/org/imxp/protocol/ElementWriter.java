package org.imxp.protocol;

import java.util.List;

/**
 * Writes control elements, and the documents of the report service, as XML: compactly, and the same value always as the same
 * text. Safe for use by several threads.
 *
 * <p>Options always carry targetHop and the flag, since the default of the IMXP dialect's flag is not certain (OPEN-2).
 */
public final class ElementWriter {
    private static final String OPTION = "option";
    private static final int SIZE = 256;
    private static final int SIZE_OF_RECIPIENT = 64;

    /** A writer; all are alike. */
    public ElementWriter() {}

    /**
     * Writes a control element.
     *
     * @param element the element
     * @param dialect that of the channel
     * @return the document, which {@link ElementReader} reads back as an equal element
     */
    public String write(Element element, Dialect dialect) {
        var xml = new StringBuilder(size(element));
        switch (element) {
            case Attach attach -> attach(xml, attach, dialect);
            case Bind bind -> bind(xml, bind, dialect);
            case Terminate terminate -> terminate(xml, terminate);
            case Data data -> data(xml, data, dialect);
            case Ok _ -> xml.append("<ok />");
            case ErrorReply error -> {
                xml.append("<error");
                XmlText.attribute(xml, "code", error.code().toString());
                diagnostic(xml, "error", error.diagnostic());
            }
        }
        return xml.toString();
    }

    /**
     * Writes what the report service says (RFC 3340 section 6.2). Each reply repeats the transID of the report where it has
     * none of its own, as the DTD requires one (OPEN-22).
     *
     * @param report the report
     * @param dialect that of the one it is for
     * @return the content for a data
     */
    public XmlFragment writeStatusResponse(StatusResponse report, Dialect dialect) {
        var xml = new StringBuilder("<statusResponse");
        XmlText.attribute(xml, "transID", Integer.toString(report.transId()));
        xml.append('>');
        for (var destination : report.destinations()) {
            xml.append("<destination");
            XmlText.attribute(xml, "identity", destination.identity().text(dialect));
            xml.append('>');
            reply(xml, destination.reply(), report.transId());
            xml.append("</destination>");
        }
        return XmlFragment.of(xml.append("</statusResponse>").toString());
    }

    /** Room for most, so that a builder need not grow. */
    private static int size(Element element) {
        return element instanceof Data data
                ? SIZE
                        + data.dataContent().xml().xml().length()
                        + SIZE_OF_RECIPIENT * data.recipients().size()
                : SIZE;
    }

    static void reply(StringBuilder xml, Reply reply, int transIdOfReport) {
        int transId = reply.transId() == 0 ? transIdOfReport : reply.transId();
        xml.append("<reply");
        XmlText.attribute(xml, "code", reply.code().toString());
        XmlText.attribute(xml, "transID", Integer.toString(transId));
        diagnostic(xml, "reply", reply.diagnostic());
    }

    private static void attach(StringBuilder xml, Attach attach, Dialect dialect) {
        xml.append("<attach");
        XmlText.attribute(xml, "endpoint", attach.endpoint().text(dialect));
        XmlText.attribute(xml, "transID", Integer.toString(attach.transId()));
        XmlText.content(xml, "attach", options(attach.options(), dialect));
    }

    private static void bind(StringBuilder xml, Bind bind, Dialect dialect) {
        xml.append("<bind");
        XmlText.attribute(xml, "relay", bind.relay().toString());
        XmlText.attribute(xml, "transID", Integer.toString(bind.transId()));
        XmlText.content(xml, "bind", options(bind.options(), dialect));
    }

    static void terminate(StringBuilder xml, Terminate terminate) {
        xml.append("<terminate");
        XmlText.attribute(xml, "transID", Integer.toString(terminate.transId()));
        if (!terminate.code().equals(ReplyCode.SUCCESS)) {
            XmlText.attribute(xml, "code", terminate.code().toString());
        }
        diagnostic(xml, "terminate", terminate.diagnostic());
    }

    private static void data(StringBuilder xml, Data data, Dialect dialect) {
        xml.append("<data");
        XmlText.attribute(xml, "content", data.content());
        xml.append("><originator");
        XmlText.attribute(xml, "identity", data.originator().identity().text(dialect));
        XmlText.content(xml, "originator", options(data.originator().options(), dialect));
        for (var recipient : data.recipients()) {
            xml.append("<recipient");
            XmlText.attribute(xml, "identity", recipient.identity().text(dialect));
            XmlText.content(xml, "recipient", options(recipient.options(), dialect));
        }
        xml.append(options(data.options(), dialect));
        if (!data.dataContent().isNone()) {
            dataContent(xml, data.dataContent());
        }
        xml.append("</data>");
    }

    private static void dataContent(StringBuilder xml, DataContent content) {
        xml.append("<data-content");
        XmlText.attribute(xml, "Name", content.name());
        content.inherited().forEach((name, value) -> XmlText.attribute(xml, name, value));
        XmlText.namespaces(xml, content.xml().namespaces());
        XmlText.content(xml, "data-content", content.xml().xml());
    }

    private static CharSequence options(List<Option> options, Dialect dialect) {
        if (options.isEmpty()) {
            return "";
        }
        var xml = new StringBuilder();
        options.forEach(option -> option(xml, option, dialect));
        return xml;
    }

    private static void option(StringBuilder xml, Option option, Dialect dialect) {
        xml.append('<').append(OPTION);
        switch (option.name()) {
            case InternalOption internal -> XmlText.attribute(xml, "internal", internal.name());
            case ExternalOption external -> XmlText.attribute(xml, "external", external.uri());
        }
        XmlText.attribute(xml, "targetHop", option.targetHop().text());
        XmlText.attribute(xml, dialect.optionFlag(), Boolean.toString(dialect.flagValue(option.mustUnderstand())));
        if (option.transId() != 0) {
            XmlText.attribute(xml, "transID", Integer.toString(option.transId()));
        }
        if (!option.localize().isEmpty()) {
            XmlText.attribute(xml, "localize", String.join(" ", option.localize()));
        }
        XmlText.namespaces(xml, option.content().namespaces());
        XmlText.content(xml, OPTION, option.content().xml());
    }

    private static void diagnostic(StringBuilder xml, String element, Diagnostic diagnostic) {
        if (!diagnostic.lang().isEmpty()) {
            XmlText.attribute(xml, "xml:lang", diagnostic.lang());
        }
        var text = new StringBuilder();
        XmlText.text(text, diagnostic.text());
        XmlText.content(xml, element, text);
    }
}
