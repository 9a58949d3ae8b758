/*
 * Copyright the camel-mxauth authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.mxauth.camel.oauth;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.mxauth.camel.provider.Secret;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what issuers answer; takes nothing from an answer that is not what it should be. */
final class AnswerReader {

    private static final BigDecimal MOST_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(3650).toSeconds());

    /** Far beyond any moment that a token could name, in seconds of the epoch. */
    private static final BigDecimal LATEST = BigDecimal.valueOf(1_000_000_000_000L);

    private static final int LONGEST_NUMBER = 40;

    private final Supplier<ObjectMapper> mapper;

    /**
     * A reader.
     *
     * @param mapper asked for when the first answer is there, as its classes take long to load
     */
    AnswerReader(Supplier<ObjectMapper> mapper) {
        this.mapper = mapper;
    }

    private ObjectReader json() {
        return mapper.get()
                .reader()
                .forType(JsonNode.class)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    /** The body as a JSON object, or empty where it is none. */
    Optional<JsonNode> object(byte[] body) {
        if (!isText(body)) {
            return Optional.empty();
        }
        try {
            JsonNode node = json().readValue(body);
            return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            // The latter comes of an exponent that is beyond every number.
            return Optional.empty();
        }
    }

    /**
     * Whether it is UTF-8 (RFC 8259 section 8.1), of which Jackson takes forms that are none, or one of
     * the wider encodings, which it knows by their zero bytes.
     */
    private static boolean isText(byte[] body) {
        for (byte b : body) {
            if (b == 0) {
                return true;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /**
     * Reads a successful answer of the token endpoint.
     *
     * @throws MalformedAnswer with the reason in words
     */
    TokenAnswer token(byte[] body) throws MalformedAnswer {
        JsonNode answer =
                object(body).orElseThrow(() -> new MalformedAnswer("it is not a JSON object"));
        JsonNode accessToken = answer.path("access_token");
        if (!accessToken.isTextual() || !isToken(accessToken.textValue())) {
            throw new MalformedAnswer(
                    accessToken.isTextual() && !accessToken.textValue().isEmpty()
                            ? "access_token has characters that no token may have"
                            : "it has no access_token");
        }
        JsonNode type = answer.path("token_type");
        boolean untyped = type.isMissingNode() || type.isNull();
        if (!untyped && !(type.isTextual() && type.textValue().equalsIgnoreCase("bearer"))) {
            throw new MalformedAnswer("its token_type is not Bearer");
        }
        Secret value = new Secret(accessToken.textValue());
        Duration expiresIn = seconds(answer.path("expires_in"));
        return new TokenAnswer(
                value,
                untyped ? "Bearer" : type.textValue(),
                answer.path("scope").textValue(),
                opaque(answer.path("refresh_token")),
                opaque(answer.path("id_token")),
                expiresIn != null ? expiresIn : lifeOfJwt(value.value()));
    }

    private static @Nullable Secret opaque(JsonNode node) {
        String text = node.textValue();
        boolean usable =
                text != null && !text.isEmpty() && text.chars().noneMatch(Character::isISOControl);
        return usable ? new Secret(text) : null;
    }

    /** Visible ASCII (RFC 6749 appendix A.12 less the space, which ends a bearer token). */
    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    /** A number of seconds, written as a number or as text, fractions cut; null where it is none. */
    static @Nullable Duration seconds(JsonNode node) {
        BigDecimal number = number(node);
        return number == null ? null : Duration.ofSeconds(whole(number, MOST_SECONDS));
    }

    /** Cuts to a bound and to whole seconds, without writing out what a large exponent stands for. */
    private static long whole(BigDecimal number, BigDecimal most) {
        BigDecimal bounded = number.min(most).max(most.negate());
        return bounded.abs().compareTo(BigDecimal.ONE) < 0 ? 0 : bounded.longValue();
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        if (node.isNumber()) {
            return node.isDouble() && !Double.isFinite(node.doubleValue())
                    ? null
                    : node.decimalValue();
        }
        String text = node.textValue();
        if (text == null || text.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** {@code exp} minus {@code iat} of a token that is a JWT (RFC 7519), or null. */
    private @Nullable Duration lifeOfJwt(String token) {
        Optional<JsonNode> claims = claims(token);
        BigDecimal expires = claims.map(c -> number(c.path("exp"))).orElse(null);
        BigDecimal issued = claims.map(c -> number(c.path("iat"))).orElse(null);
        if (expires == null || issued == null) {
            return null;
        }
        long life = whole(expires, LATEST) - whole(issued, LATEST);
        return life <= 0 ? null : Duration.ofSeconds(Math.min(life, MOST_SECONDS.longValue()));
    }

    /** The claims of a token that is a JWT, unverified: they are the API's to judge. */
    Optional<JsonNode> claims(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return object(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The moment that a claim names in seconds of the epoch, or null. */
    static @Nullable Instant moment(JsonNode node) {
        BigDecimal number = number(node);
        return number == null ? null : Instant.ofEpochSecond(Math.max(0, whole(number, LATEST)));
    }

    /** The OAuth error code of an answer, if it has one in the charset that such codes use. */
    @Nullable String error(byte[] body) {
        String code = object(body).map(o -> o.path("error").textValue()).orElse(null);
        return code != null && code.matches("[a-z][a-z_]{0,39}") ? code : null;
    }

    /** Whether the text of a refusal says that it is a rate limit, whatever its status. */
    static boolean isRateLimit(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).toLowerCase(java.util.Locale.ROOT);
        return text.contains("rate limit")
                || text.contains("rate_limit")
                || text.contains("too many requests")
                || text.contains("too_many_requests")
                || text.contains("slow_down")
                || text.contains("limit has been reached")
                || text.contains("quota exceeded");
    }

    /** An answer that cannot be used; its message says why and quotes nothing. */
    static final class MalformedAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedAnswer(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }
}
