package org.imxp.cli;

import org.imxp.endpoint.EndpointSettings;
import picocli.CommandLine.Option;

/** How a client that stays attached comes to be, and to stay so. */
final class StayOptions {
    @Option(
            names = "--override",
            description = "Take the place of another program that is attached as you; that one is told, and ends.")
    private boolean override;

    @Option(
            names = "--no-reattach",
            description = "End when the connection is lost, instead of attaching again after a while.")
    private boolean once;

    EndpointSettings apply(EndpointSettings plain) {
        var settings = override ? plain.overriding() : plain;
        return once ? settings : settings.reattaching();
    }
}
