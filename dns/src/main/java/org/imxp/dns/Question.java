package org.imxp.dns;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * What a DNS server is asked.
 *
 * @param name an absolute name
 * @param type a type of records, as {@link Type} numbers them
 */
record Question(Name name, int type) {
    Message query() {
        return Message.newQuery(Record.newRecord(name, type, DClass.IN));
    }

    @Override
    public String toString() {
        return name.toString(true) + " " + Type.string(type);
    }
}
