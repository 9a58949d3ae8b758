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
package io.mxauth.examples.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The routes as the example's command runs them. */
@ExtendWith(SandboxExtension.class)
class NightlyTest {

    private static final String UPLOADED = "upload-";

    private Sandbox sandbox;

    @BeforeEach
    void use(Sandbox injected) {
        sandbox = injected;
    }

    /** Runs until these routes have each ended an exchange. */
    private void runUntil(Map<String, String> overrides, String... routes) throws Exception {
        Map<String, String> all = new HashMap<>(overrides);
        all.put("camel.main.duration-max-idle-seconds", "0");
        Main camel = OnSandbox.camel(sandbox, all);
        List<NotifyBuilder> watched = new ArrayList<>();
        camel.addMainListener(
                new MainListenerSupport() {
                    @Override
                    public void afterConfigure(BaseMainSupport main) {
                        for (String route : routes) {
                            watched.add(watch(main, route));
                        }
                    }
                });
        try {
            camel.start();
            assertThat(watched).hasSameSizeAs(routes);
            for (NotifyBuilder route : watched) {
                assertThat(route.matches(60, TimeUnit.SECONDS)).as("%s", route).isTrue();
            }
        } finally {
            camel.stop();
        }
    }

    private static NotifyBuilder watch(BaseMainSupport camel, String route) {
        return new NotifyBuilder(camel.getCamelContext())
                .wereSentTo("direct:" + route)
                .whenDone(1)
                .create();
    }

    private List<String> uploads(String region) {
        return sandbox.provider("movio-" + region).requests().stream()
                .filter(request -> request.method().equals("PUT") && request.status() == 202)
                .map(RecordedRequest::body)
                .toList();
    }

    @Test
    void films_ofEachCountry_goToTheirRegion_atOnce() throws Exception {
        runUntil(Map.of(), UPLOADED + "eu", UPLOADED + "us");
        assertThat(uploads("eu"))
                .containsExactly(
                        "[{\"id\":\"sandbox-gb-weekly\",\"title\":\"A Trip to the Moon\"}]");
        assertThat(uploads("us"))
                .containsExactly(
                        "[{\"id\":\"sandbox-nz-weekly\",\"title\":\"A Trip to the Moon\"}]");
        assertThat(sandbox.provider("moviexchange").tokenRequests()).isEqualTo(1);
    }

    @Test
    void filmsOfOneRegion_areOneUpload() throws Exception {
        runUntil(Map.of("sync.countries.eu", "GB,NZ", "sync.countries.us", "US"), UPLOADED + "eu");
        assertThat(uploads("eu"))
                .singleElement()
                .asString()
                .contains("sandbox-gb-weekly", "sandbox-nz-weekly");
        assertThat(sandbox.provider("movio-us").requests()).isEmpty();
    }

    @Test
    void refusedSecret_reachesSomebody_andTheOtherRegionIsUploaded() throws Exception {
        runUntil(
                Map.of("camel.component.mxauth.providers[movio-eu].client-secret", "of-last-year"),
                "credentials-refused",
                UPLOADED + "us");
        assertThat(uploads("eu")).isEmpty();
        assertThat(uploads("us")).hasSize(1);
    }

    @Test
    void issuerThatIsDown_isLeftToTheNextRun() throws Exception {
        SandboxProvider movio = sandbox.provider("movio-us");
        movio.tokenFaults().refuse(Integer.MAX_VALUE, 503);
        runUntil(Map.of(), "issuer-down", UPLOADED + "eu");
        assertThat(uploads("us")).isEmpty();
        assertThat(uploads("eu")).hasSize(1);
    }

    @Test
    void answerThatIsNoToken_isToBeLookedAt() throws Exception {
        sandbox.provider("moviexchange").tokenFaults().garbage(Integer.MAX_VALUE, "<html/>");
        runUntil(Map.of(), "to-be-looked-at");
        assertThat(uploads("eu")).isEmpty();
    }

    @Test
    void command_endsByItself() {
        assertThatCode(() -> OnSandbox.main(new String[0])).doesNotThrowAnyException();
    }
}
