package org.imxp.relay;

/** Reports as an endpoint gets them. */
final class Reports {
    private Reports() {}

    static String report(String domain, int transId, String... destinations) {
        return with("", domain, transId, destinations);
    }

    /** A report that has options. */
    static String with(String options, String domain, int transId, String... destinations) {
        return "<data content='#Content'><originator identity='apex=report@" + domain + "' />"
                + "<recipient identity='fred@example.com' />" + options
                + "<data-content Name='Content'><statusResponse transID='" + transId + "'>"
                + String.join("", destinations) + "</statusResponse></data-content></data>";
    }

    /** What is said of one recipient, for example {@code 450 the endpoint is not attached}. */
    static String destination(String endpoint, int transId, String codeAndText) {
        var code = codeAndText.substring(0, 3);
        var text = codeAndText.substring(3).strip();
        return "<destination identity='" + endpoint + "'><reply code='" + code + "' transID='" + transId + "'"
                + (text.isEmpty() ? " />" : " xml:lang='en'>" + text + "</reply>") + "</destination>";
    }

    static String barney(int transId, String codeAndText) {
        return report("example.com", transId, destination("barney@example.com", transId, codeAndText));
    }

    /** Fred's data to some recipients. */
    static String data(String recipients, String options) {
        return "<data content='http://example.com/x'><originator identity='fred@example.com' />" + recipients + options
                + "</data>";
    }

    static String to(String endpoint) {
        return "<recipient identity='" + endpoint + "' />";
    }

    static String option(String name, String hop, int transId, String content) {
        return "<option internal='" + name + "' targetHop='" + hop + "' mustUnderstand='true' transID='" + transId + "'"
                + (content.isEmpty() ? " />" : ">" + content + "</option>");
    }

    static String timing(int transId, String attributes) {
        return option("dataTiming", "all", transId, "<dataTiming " + attributes + " />");
    }

    static String hopping(int transId, String attributes) {
        return option("dataHopping", "all", transId, "<dataHopping " + attributes + " />");
    }

    static String ask(int transId) {
        return option("statusRequest", "final", transId, "");
    }
}
