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
package io.mxauth.camel.fuzz;

import io.mxauth.camel.fuzz.StrictJson.NotJson;
import io.mxauth.camel.fuzz.StrictJson.Num;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A body as the rules judge it, read without any code of the component. Most of JSON is UTF-8;
 * what is another Unicode encoding is known by its zero bytes, which JSON in UTF-8 never has.
 */
final class JudgedBody {

    private static final List<Charset> WIDE =
            Stream.of("UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE")
                    .map(Charset::forName)
                    .toList();

    private static final BigDecimal TEN_YEARS =
            BigDecimal.valueOf(Duration.ofDays(3650).toSeconds());

    private final byte[] body;

    JudgedBody(byte[] body) {
        this.body = body;
    }

    /** Every JSON object that the body may be read as. */
    List<Object> objects() {
        String utf8 = utf8();
        Stream<String> texts =
                utf8 != null && utf8.indexOf('\0') < 0
                        ? Stream.of(utf8)
                        : WIDE.stream().map(charset -> new String(body, charset));
        return texts.<@Nullable Object>map(text -> object(withoutMark(text)))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Whether that access token may be taken from it, by the contract's rule of MALFORMED. */
    boolean mayGive(String token) {
        return token.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSpaceChar(c))
                && !token.isEmpty()
                && objects().stream()
                        .anyMatch(
                                object ->
                                        token.equals(StrictJson.member(object, "access_token"))
                                                && isBearer(object));
    }

    /** Whether nobody could object to it, so that its token has to be taken. */
    boolean isFlawless() {
        Object object = flawless();
        return object != null
                && StrictJson.member(object, "access_token") instanceof String token
                && token.matches("[!-~]+")
                && isBearer(object);
    }

    /** Whether nobody could object to it as a JSON object. */
    boolean isFlawlessObject() {
        return flawless() != null;
    }

    private static boolean isBearer(Object object) {
        Object type = StrictJson.member(object, "token_type");
        return type == null
                || type.equals(StrictJson.NULL)
                || (type instanceof String text && text.toLowerCase(Locale.ROOT).equals("bearer"));
    }

    /** The life that the answer gives, where it is beyond doubt; null where it is not. */
    @Nullable Duration life() {
        Object object = flawless();
        Object given = object == null ? null : StrictJson.member(object, "expires_in");
        String written =
                given instanceof Num number ? number.written() : given instanceof String s ? s : "";
        if (!written.matches("-?[0-9]{1,12}(\\.[0-9]{1,12})?")) {
            return null;
        }
        BigDecimal seconds = new BigDecimal(written).max(BigDecimal.ZERO).min(TEN_YEARS);
        return Duration.ofSeconds(seconds.setScale(0, RoundingMode.DOWN).longValueExact());
    }

    /** Whether it leaves the life to the default: no expires_in, and a token that is no JWT. */
    boolean saysNothingOfALife() {
        Object object = flawless();
        return object != null
                && StrictJson.member(object, "expires_in") == null
                && StrictJson.member(object, "access_token") instanceof String token
                && token.indexOf('.') < 0;
    }

    private @Nullable Object flawless() {
        try {
            String text = utf8();
            return text == null || isExtreme(text) || StrictJson.repeatsNames(text)
                    ? null
                    : object(text);
        } catch (NotJson e) {
            return null;
        }
    }

    /** Nested deeper or with larger numbers than a reader has to bear (RFC 8259 section 9). */
    private static boolean isExtreme(String text) {
        return text.chars().filter(c -> c == '[' || c == '{').count() > 500
                || text.matches("(?s).*[0-9]{100}.*")
                || text.matches("(?s).*[eE][+-]?[0-9]{4}.*");
    }

    private @Nullable String utf8() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static @Nullable Object object(String text) {
        try {
            return StrictJson.read(text) instanceof Map<?, ?> object ? object : null;
        } catch (NotJson e) {
            return null;
        }
    }
}
