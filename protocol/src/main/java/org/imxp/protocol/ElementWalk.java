package org.imxp.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one document by the rules of the core DTD (RFC 3340 section 9.1, corrected by OPEN-23). */
final class ElementWalk {
    private final XmlCursor cursor;
    private final Dialect dialect;
    private final ProtocolLimits limits;
    private final Attributes attributes;

    ElementWalk(XmlCursor cursor, Dialect dialect, ProtocolLimits limits) {
        this.cursor = cursor;
        this.dialect = dialect;
        this.limits = limits;
        attributes = new Attributes(cursor, limits);
    }

    Element element() {
        return switch (cursor.name()) {
            case "attach" -> attach();
            case "bind" -> bind();
            case "terminate" -> terminate();
            case "data" -> data();
            case "ok" -> ok();
            case "error" -> error();
            default ->
                throw ProtocolException.invalid("unknown element " + Excerpt.of(cursor.name())
                        + ": allowed are attach, bind, terminate, data, ok and error");
        };
    }

    private Attach attach() {
        var endpoint = attributes.address("endpoint");
        int transId = attributes.number("transID");
        return new Attach(endpoint, transId, options("attach"));
    }

    private Bind bind() {
        var relay = Domain.parse(cursor.required("relay"));
        int transId = attributes.number("transID");
        return new Bind(relay, transId, options("bind"));
    }

    private Terminate terminate() {
        int transId = attributes.optionalNumber("transID");
        var code = attributes.codeOr(ReplyCode.SUCCESS);
        return new Terminate(transId, code, attributes.diagnostic());
    }

    private Ok ok() {
        cursor.nothing();
        return new Ok();
    }

    private ErrorReply error() {
        var code = attributes.code();
        return new ErrorReply(code, attributes.diagnostic());
    }

    private Data data() {
        var content = cursor.required("content");
        var children = new DataChildren();
        while (cursor.nextChild()) {
            children.read(cursor.name());
        }
        return children.toData(content);
    }

    /** The children of a data, which come in the order of the DTD. */
    private final class DataChildren {
        private static final String ORDER = "originator, recipient, option and data-content, in this order";
        private final List<Originator> originators = new ArrayList<>(1);
        private final List<Recipient> recipients = new ArrayList<>();
        private final List<Option> options = new ArrayList<>();
        private final List<DataContent> contents = new ArrayList<>(1);

        void read(String name) {
            boolean expected = switch (name) {
                case "originator" -> originators.isEmpty();
                case "recipient" -> !originators.isEmpty() && options.isEmpty() && contents.isEmpty();
                case "option" -> !recipients.isEmpty() && contents.isEmpty();
                case "data-content" -> !recipients.isEmpty() && contents.isEmpty();
                default -> false;
            };
            if (!expected) {
                throw ProtocolException.invalid(
                        "data holds " + Excerpt.of(name) + " where it may not: allowed are " + ORDER);
            }
            switch (name) {
                case "originator" ->
                    originators.add(new Originator(attributes.address("identity"), options("originator")));
                case "recipient" -> {
                    limits.check(ProtocolLimit.RECIPIENTS, recipients.size() + 1);
                    recipients.add(new Recipient(attributes.address("identity"), options("recipient")));
                }
                case "option" -> {
                    limits.check(ProtocolLimit.OPTIONS, options.size() + 1);
                    options.add(option());
                }
                default -> contents.add(dataContent());
            }
        }

        Data toData(String content) {
            if (recipients.isEmpty()) {
                throw ProtocolException.invalid("data has no recipient: allowed are " + ORDER);
            }
            return new Data(
                    content,
                    originators.getFirst(),
                    recipients,
                    options,
                    contents.isEmpty() ? DataContent.NONE : contents.getFirst());
        }
    }

    private DataContent dataContent() {
        var name = cursor.required("Name");
        if (name.isEmpty()) {
            throw ProtocolException.invalid("Name is empty: allowed are XML names");
        }
        Map<String, String> inherited = new TreeMap<>();
        for (var attribute : DataContent.INHERITED) {
            cursor.attribute(attribute).ifPresent(value -> inherited.put(attribute, value));
        }
        return new DataContent(name, cursor.inner(), inherited);
    }

    /** Reads the options of an element that holds nothing else. */
    private List<Option> options(String container) {
        var options = new ArrayList<Option>();
        while (cursor.nextChild()) {
            if (!cursor.name().equals("option")) {
                throw ProtocolException.invalid(
                        container + " holds " + Excerpt.of(cursor.name()) + ": allowed is option");
            }
            limits.check(ProtocolLimit.OPTIONS, options.size() + 1);
            options.add(option());
        }
        return options;
    }

    private Option option() {
        var name = optionName();
        var targetHop = cursor.attribute("targetHop").map(TargetHop::parse).orElse(TargetHop.FINAL);
        boolean mustUnderstand = flag(dialect).or(() -> flag(dialect.other())).orElse(false);
        int transId = attributes.optionalNumber("transID");
        var localize = cursor.attribute("localize").map(this::languages).orElse(List.of());
        return new Option(name, targetHop, mustUnderstand, transId, localize, cursor.inner());
    }

    /** The DTD's default of both attributes is the empty string, so that counts as absent (OPEN-23). */
    private OptionName optionName() {
        var internal = cursor.attribute("internal").orElse("");
        var external = cursor.attribute("external").orElse("");
        if (internal.isEmpty() == external.isEmpty()) {
            throw ProtocolException.invalid("an option has "
                    + (internal.isEmpty() ? "neither internal nor external" : "both internal and external")
                    + ": allowed is exactly one of them");
        }
        return internal.isEmpty() ? new ExternalOption(external) : new InternalOption(internal);
    }

    /** Whether the option must be understood, as the attribute of one dialect says it. */
    private Optional<Boolean> flag(Dialect speaker) {
        return cursor.attribute(speaker.optionFlag()).map(value -> switch (value) {
            case "true" -> speaker.flagValue(true);
            case "false" -> speaker.flagValue(false);
            default ->
                throw ProtocolException.invalid(
                        speaker.optionFlag() + " is \"" + Excerpt.of(value) + "\": allowed are true and false");
        });
    }

    private List<String> languages(String value) {
        var tags = value.isBlank() ? List.<String>of() : List.of(value.strip().split("\\s+"));
        limits.check(ProtocolLimit.LANGUAGES, tags.size());
        return tags;
    }

    StatusResponse statusResponseInside() {
        if (!cursor.nextChild() || !cursor.name().equals("statusResponse")) {
            throw ProtocolException.invalid("the content is not a statusResponse");
        }
        int transId = attributes.number("transID");
        var destinations = new ArrayList<Destination>();
        while (cursor.nextChild()) {
            limits.check(ProtocolLimit.DESTINATIONS, destinations.size() + 1);
            destinations.add(destination());
        }
        if (cursor.nextChild()) {
            throw ProtocolException.invalid("the content goes on after the statusResponse");
        }
        return new StatusResponse(transId, destinations);
    }

    private Destination destination() {
        expect("destination");
        var identity = attributes.address("identity");
        if (!cursor.nextChild()) {
            throw ProtocolException.invalid("destination has no reply, which it needs");
        }
        expect("reply");
        var reply = attributes.reply();
        if (cursor.nextChild()) {
            throw ProtocolException.invalid("destination holds more than one reply");
        }
        return new Destination(identity, reply);
    }

    private void expect(String name) {
        if (!cursor.name().equals(name)) {
            throw ProtocolException.invalid(Excerpt.of(cursor.name()) + " stands where only " + name + " is allowed");
        }
    }
}
