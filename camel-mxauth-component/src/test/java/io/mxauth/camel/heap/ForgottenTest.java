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
package io.mxauth.camel.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.MemoryTokenStore;
import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.TokenStore;
import io.mxauth.camel.oauth.LoopbackIssuer;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.Token;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forgotten means gone: a heap dump has no token that an object of the component leads to. */
class ForgottenTest {

    private static final Set<String> VALUES =
            Set.of(Secret.class.getName(), Token.class.getName(), TokenStore.Entry.class.getName());

    private static final String STORE = MemoryTokenStore.class.getName();

    private static final String COMPONENT =
            Objects.requireNonNull(MxAuthComponent.class.getProtectionDomain().getCodeSource())
                    .getLocation()
                    .getPath();

    private final LoopbackIssuer issuer = new LoopbackIssuer();
    private final List<String> accessTokens = new CopyOnWriteArrayList<>();
    private final List<String> refreshTokens = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "store"})
    void forgottenTokens_areInNoObjectOfTheComponent(String where, @TempDir Path folder)
            throws Exception {
        issuer.on("/token", (request, out) -> token().to(request, out));
        issuer.on("/revoke", LoopbackIssuer.answer(200, ""));
        issuer.on(
                "/films",
                (request, out) -> {
                    boolean first = accessTokens.size() == 1;
                    LoopbackIssuer.answer(first ? 401 : 200, "[]").to(request, out);
                });

        run(where, folder);

        assertThat(accessTokens).hasSizeGreaterThan(4);
        List<String> all = new ArrayList<>(accessTokens);
        all.addAll(refreshTokens);
        SoftAssertions.assertSoftly(
                softly -> {
                    softly.assertThat(held(folder, "invalidated", accessTokens)).isEmpty();
                    softly.assertThat(held(folder, "revoked", all)).isEmpty();
                    softly.assertThat(held(folder, "stopped", all)).isEmpty();
                });
    }

    private LoopbackIssuer.Reply token() {
        String access = "access" + UUID.randomUUID();
        String refresh = "refresh" + UUID.randomUUID();
        accessTokens.add(access);
        refreshTokens.add(refresh);
        return LoopbackIssuer.answer(
                200,
                """
                {"access_token": "%s", "token_type": "Bearer", "expires_in": 3600,
                 "refresh_token": "%s"}
                """
                        .formatted(access, refresh));
    }

    private void run(String where, Path folder) throws Exception {
        Path log = folder.resolve("application.log");
        Process application =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                ForgettingApplication.class.getName(),
                                issuer.url(""),
                                folder.toString(),
                                where)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(application.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(application.exitValue()).as(() -> text(log)).isZero();
        } finally {
            application.destroyForcibly();
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** How the heap's objects lead to one of the texts, by the classes on the way. */
    private static List<String> held(Path folder, String dump, List<String> texts) {
        HeapDump heap = HeapDump.read(folder.resolve(dump + ".hprof"));
        assertThat(heap.count(MxAuthComponent.class.getName()::equals)).isEqualTo(1);
        // The application's store outlives the component; a revoked grant is not in it either.
        boolean keptByStore = dump.equals("stopped");
        Map<Long, Long> ours =
                heap.reachable(
                        ForgottenTest::isOurs,
                        name -> isShared(name) || (keptByStore && name.equals(STORE)));
        Map<Long, Long> stored =
                keptByStore ? heap.reachable(STORE::equals, name -> false) : Map.of();
        List<String> found = new ArrayList<>();
        for (String text : texts) {
            for (long array : heap.arraysWith(text)) {
                if (ours.containsKey(array)) {
                    found.add(heap.path(ours, array).toString());
                } else if (!stored.containsKey(array)) {
                    found.add("not by the component: " + heap.holders(array));
                }
            }
        }
        return found;
    }

    /** Classes of the component, but for plain values: what holds them counts. */
    private static boolean isOurs(String name) {
        return isOfComponent(name) && !VALUES.contains(name);
    }

    /** Those of the tests are in another folder. */
    private static boolean isOfComponent(String name) {
        return name.startsWith("io.mxauth.camel.")
                && new File(COMPONENT, outer(name).replace('.', '/') + ".class").exists();
    }

    private static String outer(String name) {
        int inner = name.indexOf('$');
        return inner < 0 ? name : name.substring(0, inner);
    }

    /** By way of these everything leads to everything. */
    private static boolean isShared(String name) {
        return name.equals("java.lang.Thread") || name.startsWith("org.apache.camel.impl.");
    }
}
