package org.imxp.relay.store;

import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** Everything in which one database differs from another; the SQL elsewhere is the same for all. */
interface Dialect {
    /** Makes the database ready to be migrated, and finds out whether it is one of ours. */
    DataSource prepare();

    /** Runs what at most one process may do at a time, such as a migration. */
    void alone(Runnable work);

    /** Sets what a pool of connections needs for this database. */
    void tune(HikariConfig pool);

    /** The names of column types, for the migrations. */
    Map<String, String> types();

    /** Says in a sentence what the database said in its own way. */
    StoreException explain(SQLException failure);

    /** How messages name the database. */
    String name();
}
