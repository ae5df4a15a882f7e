/**
 * What an operator decides: one TOML file, every key with a default, environment variables and command line options over
 * it, and out of them one checked {@link org.imxp.relay.config.Configuration}.
 *
 * <p>One table, {@code Setting}, has every key with its default, what it allows and what it means. The
 * {@link org.imxp.relay.config.ConfigurationReader} reads by it, refuses what is not in it, and
 * {@link org.imxp.relay.config.ConfigurationReference} prints it as {@code docs/configuration.md}. The bounds of invariant
 * "everything is bounded" are the constants of {@link org.imxp.relay.config.Limit}; each is a key of {@code [limits]}.
 *
 * <p>A wrong key or value stops the start: {@code imxp.toml:7: limits.xml-depth: 2000 is not allowed: 4 to 1000}.
 */
package org.imxp.relay.config;
