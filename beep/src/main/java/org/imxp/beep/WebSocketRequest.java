package org.imxp.beep;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Decides whether an HTTP request opens a WebSocket for BEEP here (RFC 6455 section 4.2.1). */
final class WebSocketRequest {
    static final String SUBPROTOCOL = "beep";
    static final String VERSION = "13";

    private static final int KEY_OCTETS = 16;

    private final HttpRequest request;
    private final HttpHeaders headers;

    WebSocketRequest(HttpRequest request) {
        this.request = request;
        this.headers = request.headers();
    }

    /**
     * Why a request is refused.
     *
     * @param status the answer's status, 4xx
     * @param sentence the answer's text, without a word of the peer's
     */
    record Refusal(HttpResponseStatus status, String sentence) {}

    Optional<Refusal> refusal(PassiveOpen.WebSocket here) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(unreadable(request.decoderResult().cause()));
        }
        if (!request.method().equals(HttpMethod.GET)) {
            return refuse(HttpResponseStatus.METHOD_NOT_ALLOWED, "the method has to be GET");
        }
        if (!path().equals(here.path())) {
            return refuse(HttpResponseStatus.NOT_FOUND, "there is nothing at this path");
        }
        if (!isUpgrade()) {
            return refuse(HttpResponseStatus.UPGRADE_REQUIRED, "BEEP is spoken here, in a WebSocket (RFC 6455)");
        }
        if (!VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            return refuse(HttpResponseStatus.UPGRADE_REQUIRED, "the version of the WebSocket has to be 13");
        }
        if (!isWhole()) {
            return refuse(
                    HttpResponseStatus.BAD_REQUEST,
                    "an opening handshake is HTTP/1.1 with one Host, a Sec-WebSocket-Key of 16 octets in base64 and no"
                            + " body");
        }
        if (!offersBeep()) {
            return refuse(HttpResponseStatus.BAD_REQUEST, "the subprotocol of the WebSocket has to be beep");
        }
        var origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin != null && !here.origins().test(origin)) {
            return refuse(HttpResponseStatus.FORBIDDEN, "web pages of this origin may not connect");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refuse(HttpResponseStatus status, String sentence) {
        return Optional.of(new Refusal(status, sentence));
    }

    private static Refusal unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Refusal(
                    HttpResponseStatus.REQUEST_URI_TOO_LONG,
                    "the request line is over " + WebSocketHandshake.MAX_LINE + " octets");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Refusal(
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "the header is over " + WebSocketHandshake.MAX_HEADER + " octets");
        }
        return new Refusal(HttpResponseStatus.BAD_REQUEST, "this is no HTTP request");
    }

    private String path() {
        var uri = request.uri();
        var query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private boolean isUpgrade() {
        return headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private boolean isWhole() {
        return request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && headers.getAll(HttpHeaderNames.HOST).size() == 1
                && isKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, ""))
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && headers.get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_OCTETS;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A peer that names no subprotocol is taken at its word: existing ones name none. */
    private boolean offersBeep() {
        var offered = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        return offered.isEmpty()
                || offered.stream()
                        .flatMap(each -> Arrays.stream(each.split(",", -1)))
                        .anyMatch(each -> each.strip().equals(SUBPROTOCOL));
    }
}
