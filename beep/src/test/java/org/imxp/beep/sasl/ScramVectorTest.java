package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The exchanges printed in the RFCs, both sides of them. */
@Requirement("BEEP-73")
class ScramVectorTest {
    /** One exchange. */
    abstract static class Vector {
        abstract ScramHash hash();

        abstract String salt();

        abstract String clientNonce();

        abstract String serverNonce();

        abstract String proof();

        abstract String signature();

        private String serverFirst() {
            return "r=" + clientNonce() + serverNonce() + ",s=" + salt() + ",i=4096";
        }

        private String clientFinal() {
            return "c=biws,r=" + clientNonce() + serverNonce() + ",p=" + proof();
        }

        @Test
        void clientSaysWhatTheRfcSays() {
            var login = PreparedLogin.of("user", "pencil".toCharArray());
            var client = new ScramClient(hash(), new ClientBinding.CannotBind(), login, clientNonce(), Runnable::run);
            assertThat(client.initialResponse().map(SaslBench::text)).contains("n,,n=user,r=" + clientNonce());
            assertThat(SaslBench.text(SaslBench.hear(client, serverFirst(), false)))
                    .isEqualTo(clientFinal());
            assertThat(SaslBench.hear(client, "v=" + signature(), true)).isEqualTo(new SaslVerified());
        }

        @Test
        void serverSaysWhatTheRfcSays() {
            var salt = Octets.of(Base64.getDecoder().decode(salt()));
            var keys = ScramKeys.derive(hash(), "pencil".toCharArray(), salt, 4096);
            var first = ScramClientFirst.parse("n,,n=user,r=" + clientNonce());
            var exchange = new ScramExchange(hash(), keys, new ChannelBinding.NotOffered(), first, serverNonce());
            assertThat(exchange.serverFirst()).isEqualTo(serverFirst());
            assertThat(exchange.finish(clientFinal())).isEqualTo(new ScramExchange.Outcome(true, "v=" + signature()));
        }
    }

    @Nested
    class Rfc5802Section5 extends Vector {
        /** The client's nonce is as long as ours, so an application's client can say it. */
        @Test
        void anApplicationsClientSaysWhatTheRfcSays() {
            var random = new SecureRandom() {
                private static final long serialVersionUID = 1;

                @Override
                public void nextBytes(byte[] octets) {
                    var nonce = Base64.getDecoder().decode(clientNonce());
                    System.arraycopy(nonce, 0, octets, 0, octets.length);
                }
            };
            var resources = new SaslResources(random, Runnable::run);
            var login = new SaslLogin("user", "pencil".toCharArray(), SaslBench.DOMAIN, resources);
            var client =
                    login.strongest(List.of("SCRAM-SHA-1"), Optional.empty()).orElseThrow();
            assertThat(client.initialResponse().map(SaslBench::text)).contains("n,,n=user,r=" + clientNonce());
            var serverFirst = "r=" + clientNonce() + serverNonce() + ",s=" + salt() + ",i=4096";
            assertThat(SaslBench.text(SaslBench.hear(client, serverFirst, false)))
                    .isEqualTo("c=biws,r=" + clientNonce() + serverNonce() + ",p=" + proof());
            assertThat(SaslBench.hear(client, "v=" + signature(), true)).isEqualTo(new SaslVerified());
        }

        @Test
        void aServerWithTheAccountSaysWhatTheRfcSays() {
            var salt = Octets.of(Base64.getDecoder().decode(salt()));
            var keys = ScramKeys.derive(ScramHash.SHA_1, "pencil".toCharArray(), salt, 4096);
            var stored = new StoredCredentials(
                    "user@example.com",
                    SaslBench.STORED.scramSha256(),
                    SaslBench.STORED.digestMd5(),
                    Optional.of(keys));
            var bench = new SaslBench();
            bench.source = CredentialSource.of(List.of(stored));
            var server =
                    new ScramServer(ScramHash.SHA_1, new ChannelBinding.NotOffered(), bench.attempt(), serverNonce());
            assertThat(SaslBench.text(SaslBench.say(server, "n,,n=user,r=" + clientNonce())))
                    .isEqualTo("r=" + clientNonce() + serverNonce() + ",s=" + salt() + ",i=4096");
            assertThat(SaslBench.say(server, "c=biws,r=" + clientNonce() + serverNonce() + ",p=" + proof()))
                    .isEqualTo(new SaslSuccess("user@example.com", Octets.ofText("v=" + signature())));
        }

        @Override
        ScramHash hash() {
            return ScramHash.SHA_1;
        }

        @Override
        String salt() {
            return "QSXCR+Q6sek8bf92";
        }

        @Override
        String clientNonce() {
            return "fyko+d2lbbFgONRv9qkxdawL";
        }

        @Override
        String serverNonce() {
            return "3rfcNHYJY1ZVvWVs7j";
        }

        @Override
        String proof() {
            return "v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=";
        }

        @Override
        String signature() {
            return "rmF9pqV8S7suAoZWja4dJRkFsKQ=";
        }
    }

    @Nested
    class Rfc7677Section3 extends Vector {
        @Override
        ScramHash hash() {
            return ScramHash.SHA_256;
        }

        @Override
        String salt() {
            return "W22ZaJ0SNY7soEsUEjb6gQ==";
        }

        @Override
        String clientNonce() {
            return "rOprNGfwEbeRWgbNEkqO";
        }

        @Override
        String serverNonce() {
            return "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        }

        @Override
        String proof() {
            return "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
        }

        @Override
        String signature() {
            return "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";
        }
    }
}
