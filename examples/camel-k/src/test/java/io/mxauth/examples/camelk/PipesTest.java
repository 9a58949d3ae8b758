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
package io.mxauth.examples.camelk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.main.KameletMain;
import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each Pipe, run by what Camel JBang runs, with the Kamelet's own file and the properties of its
 * Secret. Only the addresses are other ones: the sandbox stands where the provider is.
 */
@ExtendWith(SandboxExtension.class)
class PipesTest {

    @ParameterizedTest
    @CsvSource({
        "action, movio-us, 202, https://api.acme.example/orders",
        "http-action, movio-us, 202, https://exhibitor-api.us.eks.movio.co/films",
        "moviexchange, moviexchange, 200, https://api.moviexchange.com/mxs/reference-data/v1/cinema-chains",
        "movio, movio-us, 202, https://exhibitor-api.us.eks.movio.co/films",
        "filmmakers, filmmakers, 200, https://www.filmmakers.eu/api/v1/actor_profiles",
        "mxo, mxo, 200, https://eu2.thunderhead.com/one/oauth2/services/api/workspaces?sk=YOUR-SITE-KEY",
        "mediavalet, mediavalet, 200, https://api.mediavalet.com/categories"
    })
    void pipe_callsTheApi(
            String name,
            String provider,
            int status,
            String api,
            Sandbox sandbox,
            @TempDir Path folder)
            throws Exception {
        SandboxProvider site = sandbox.provider(provider);
        ResourceFile pipe = new ResourceFile(ResourceFile.PIPES.resolve(name + ".yaml"));
        Path moved = folder.resolve(name + ".yaml");
        Files.writeString(moved, pipe.text().replace(api, site.setting("api")));

        KameletMain main = new KameletMain("camel.jbang");
        main.setDownload(false);
        main.setMavenCentralEnabled(false);
        String kamelet = "camel.kamelet." + pipe.at("spec", "steps", 0, "ref", "name") + ".";
        main.addInitialProperty(kamelet + "tokenEndpoint", site.setting("token-endpoint"));
        main.addInitialProperty(kamelet + "allowedHosts", site.setting("api-host"));
        if (name.equals("action")) {
            // A provider of one's own here is what the sandbox's Movio is: it wants an audience.
            main.addInitialProperty(kamelet + "audience", site.setting("audience"));
        }
        secrets(name, api, site)
                .forEach((key, value) -> main.addInitialProperty("" + key, "" + value));
        main.configure().withRoutesIncludePattern("file:" + moved);
        main.start();
        try {
            await().atMost(30, SECONDS).until(() -> site.apiRequests() > 0);
            await().atMost(10, SECONDS)
                    .untilAsserted(
                            () ->
                                    assertThat(site.requests())
                                            .last()
                                            .satisfies(
                                                    r -> assertThat(r.status()).isEqualTo(status)));
            assertThat(site.tokenRequests()).isEqualTo(1);
        } finally {
            main.stop();
        }
    }

    /** The Secret's properties, with what the sandbox accepts in the place of what is to be replaced. */
    private static Properties secrets(String name, String api, SandboxProvider site)
            throws Exception {
        ResourceFile secret = new ResourceFile(ResourceFile.SECRETS.resolve(name + ".yaml"));
        Properties secrets = new Properties();
        secrets.load(
                new StringReader(
                        String.valueOf(secret.at("stringData", "application.properties"))));
        // Known to the test already, as they are for each of the Kamelets.
        secrets.keySet().removeIf(key -> key.toString().matches(".*(tokenEndpoint|allowedHosts)"));
        secrets.replaceAll(
                (key, value) ->
                        value.equals("REPLACE-ME")
                                ? site.setting(
                                        StringHelper.camelCaseToDash(
                                                StringHelper.afterLast(String.valueOf(key), ".")))
                                : value.toString().replace(api, site.setting("api")));
        return secrets;
    }
}
