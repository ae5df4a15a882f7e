package org.imxp.beep.sasl;

/** A name in a SCRAM message, where comma and equals sign are written {@code =2C} and {@code =3D} (RFC 5802 section 5.1). */
final class ScramName {
    private ScramName() {}

    static String escape(String name) {
        return name.replace("=", "=3D").replace(",", "=2C");
    }

    static String unescape(String wire) {
        var name = new StringBuilder(wire.length());
        for (var i = 0; i < wire.length(); i++) {
            var c = wire.charAt(i);
            if (c == '=') {
                name.append(escaped(wire, i));
                i += 2;
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }

    private static char escaped(String wire, int at) {
        if (wire.startsWith("=2C", at)) {
            return ',';
        }
        if (wire.startsWith("=3D", at)) {
            return '=';
        }
        throw new SaslSyntaxException("a name has an equals sign that is not =2C or =3D");
    }
}
