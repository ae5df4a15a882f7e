/** JMH benchmarks of what happens to each message. Run them with {@code mvn verify -pl bench -am -Dbench=.*}. */
package org.imxp.bench;
