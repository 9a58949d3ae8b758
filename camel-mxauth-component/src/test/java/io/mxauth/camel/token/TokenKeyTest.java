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
package io.mxauth.camel.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.provider.AllowedHosts;
import io.mxauth.camel.provider.ClientAuthentication;
import io.mxauth.camel.provider.Credentials;
import io.mxauth.camel.provider.Endpoints;
import io.mxauth.camel.provider.GrantType;
import io.mxauth.camel.provider.HeaderTemplate;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.provider.Timing;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * Whoever keyed by less than the whole request handed out somebody else's token, and whoever joined
 * the parts to one text could be made to: at least five code bases did. So this is a property.
 */
class TokenKeyTest {

    private final Fingerprints fingerprints = new Fingerprints();

    /** The single-valued parts of a configuration that shape a token, in the order of {@link Shape}. */
    private static final int PARTS = 11;

    /**
     * What shapes a token.
     *
     * @param parts provider, token endpoint, discovery, client id, username, scope, audience,
     *     region, client secret, password, refresh token
     */
    record Shape(
            List<@Nullable String> parts,
            GrantType grant,
            ClientAuthentication authentication,
            Map<String, String> parameters,
            Map<String, String> headers) {

        Provider provider() {
            return provider(List.of(), Set.of(), Duration.ofSeconds(10));
        }

        Provider provider(List<HeaderTemplate> apiHeaders, Set<String> hosts, Duration time) {
            return new Provider(
                    String.valueOf(parts.get(0)),
                    grant,
                    new Endpoints(
                            uri(parts.get(1)), null, null, null, null, null, uri(parts.get(2))),
                    new Credentials(
                            parts.get(3),
                            secret(parts.get(8)),
                            null,
                            parts.get(4),
                            secret(parts.get(9)),
                            null,
                            null,
                            secret(parts.get(10))),
                    authentication,
                    authentication,
                    parts.get(5),
                    parts.get(6),
                    parts.get(7),
                    parameters,
                    headers,
                    apiHeaders,
                    new AllowedHosts(hosts),
                    new Timing(time, time, time, time, 3),
                    null,
                    null);
        }

        Shape withPart(int index, @Nullable String value) {
            List<@Nullable String> changed = new ArrayList<>(parts);
            changed.set(index, value);
            return new Shape(changed, grant, authentication, parameters, headers);
        }

        private static @Nullable URI uri(@Nullable String text) {
            return text == null
                    ? null
                    : URI.create(
                            "https://idp.example/"
                                    + URLEncoder.encode(text, StandardCharsets.UTF_8));
        }

        private static @Nullable Secret secret(@Nullable String text) {
            return text == null ? null : new Secret(text);
        }
    }

    @Property(tries = 3000)
    void keys_ofTwoConfigurations_areEqualIfAndOnlyIfAllThatShapesATokenIs(
            @ForAll("pairs") Tuple2<Shape, Shape> pair) {
        TokenKey one = TokenKey.of(pair.get1().provider(), fingerprints);
        TokenKey other = TokenKey.of(pair.get2().provider(), fingerprints);

        assertThat(one.equals(other)).isEqualTo(pair.get1().equals(pair.get2()));
        if (one.equals(other)) {
            assertThat(one).hasSameHashCodeAs(other);
        }
    }

    @Property(tries = 300)
    void keys_ofConfigurationsThatDifferInHeadersHostsAndTimes_areOne(
            @ForAll("shapes") Shape shape) {
        Provider one = shape.provider();
        Provider other =
                shape.provider(
                        List.of(new HeaderTemplate("X-A", "{accessToken}")),
                        Set.of("api.example"),
                        Duration.ofSeconds(77));

        assertThat(TokenKey.of(one, fingerprints)).isEqualTo(TokenKey.of(other, fingerprints));
        assertThat(GrantKey.of(one, fingerprints)).isEqualTo(GrantKey.of(other, fingerprints));
    }

    /** So that a stored grant survives the rotation of secrets. */
    @Property(tries = 300)
    void grantKey_whenSecretsRotate_staysAndIsStillTheAccounts(
            @ForAll("shapes") Shape shape, @ForAll("texts") String fresh) {
        Shape rotated = shape.withPart(8, fresh).withPart(9, fresh).withPart(10, fresh);

        assertThat(GrantKey.of(rotated.provider(), fingerprints))
                .isEqualTo(GrantKey.of(shape.provider(), fingerprints));
    }

    @Property(tries = 2000)
    void grantKeys_ofTwoAccounts_areEqualIfAndOnlyIfAllThatTellsThemApartIs(
            @ForAll("pairs") Tuple2<Shape, Shape> pair) {
        Shape a = pair.get1();
        Shape b = pair.get2();
        boolean same =
                a.parts().subList(0, 7).equals(b.parts().subList(0, 7))
                        && a.parameters().equals(b.parameters());

        assertThat(
                        GrantKey.of(a.provider(), fingerprints)
                                .equals(GrantKey.of(b.provider(), fingerprints)))
                .isEqualTo(same);
    }

    @Example
    void texts_ofKeys_showTheProviderOnly() {
        Shape shape =
                new Shape(
                        Collections.nCopies(PARTS, "canary"),
                        GrantType.PASSWORD,
                        ClientAuthentication.NONE,
                        Map.of("p", "canary"),
                        Map.of("h", "canary"));
        Provider provider = shape.withPart(0, "movio").provider();

        assertThat(TokenKey.of(provider, fingerprints)).hasToString("TokenKey[movio]");
        assertThat(GrantKey.of(provider, fingerprints)).hasToString("GrantKey[movio]");
        assertThat(GrantKey.of(provider, fingerprints).fingerprint()).doesNotContain("canary");
    }

    @Provide
    Arbitrary<Tuple2<Shape, Shape>> pairs() {
        Arbitrary<Tuple2<Shape, Shape>> apart =
                Combinators.combine(shapes(), shapes()).as(Tuple::of);
        return Arbitraries.oneOf(apart, alike());
    }

    /** A shape and the same one with its parts disturbed as little as could go unnoticed. */
    private Arbitrary<Tuple2<Shape, Shape>> alike() {
        return Combinators.combine(
                        shapes(),
                        Arbitraries.integers().between(1, PARTS - 2),
                        texts(),
                        Arbitraries.integers().between(0, 8))
                .as((shape, at, text, how) -> Tuple.of(shape, disturbed(shape, at, text, how)));
    }

    private static Shape disturbed(Shape shape, int at, String text, int how) {
        String here = shape.parts().get(at);
        String next = shape.parts().get(at + 1);
        return switch (how) {
            case 0 -> shape;
            case 1 -> shape.withPart(at, next).withPart(at + 1, here);
            case 2 -> shape.withPart(at, here == null ? "" : here.isEmpty() ? null : text);
            case 3 ->
                    here == null || here.isEmpty()
                            ? shape
                            : shape.withPart(at, here.substring(0, here.length() - 1))
                                    .withPart(
                                            at + 1,
                                            here.charAt(here.length() - 1)
                                                    + Objects.requireNonNullElse(next, ""));
            case 4 -> shape.withPart(at, here + "," + next).withPart(at + 1, null);
            case 5 ->
                    new Shape(
                            shape.parts(),
                            shape.grant(),
                            shape.authentication(),
                            shape.headers(),
                            shape.parameters());
            case 6 ->
                    new Shape(
                            shape.parts(),
                            shape.grant(),
                            shape.authentication(),
                            Map.of(text, "x"),
                            shape.headers());
            case 7 ->
                    new Shape(
                            shape.parts(),
                            GrantType.PASSWORD,
                            shape.authentication(),
                            shape.parameters(),
                            shape.headers());
            default ->
                    new Shape(
                            shape.parts(),
                            shape.grant(),
                            ClientAuthentication.NONE,
                            shape.parameters(),
                            shape.headers());
        };
    }

    @Provide
    Arbitrary<Shape> shapes() {
        Arbitrary<Map<String, String>> entries = Arbitraries.maps(texts(), texts()).ofMaxSize(2);
        return Combinators.combine(
                        texts(),
                        texts().injectNull(0.3).list().ofSize(PARTS - 1),
                        Arbitraries.of(GrantType.class),
                        Arbitraries.of(ClientAuthentication.class),
                        entries,
                        entries)
                .as(
                        (name, rest, grant, authentication, parameters, headers) -> {
                            List<@Nullable String> parts = new ArrayList<>();
                            parts.add(name);
                            parts.addAll(rest);
                            return new Shape(parts, grant, authentication, parameters, headers);
                        });
    }

    /** Short texts of what might be taken for a separator, a length or an absence. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "null", "0", "1", "-1", "a", "aa", "[]", "\u0000", "0:", "a=b"),
                Arbitraries.strings().withChars("ab,:;=&|/ \u0000\u0001\u00ff-01").ofMaxLength(3));
    }
}
