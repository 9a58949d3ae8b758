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
package io.mxauth.camel.springboot.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Where the page is served, and where it is not. */
@ExtendWith(OutputCaptureExtension.class)
class PageServingTest {

    private static final String ENABLED = "camel.component.mxauth.page.enabled=true";

    private @Nullable ShownApplication started;

    private ShownApplication start(WebApplicationType type, String... options) {
        ShownApplication application = new ShownApplication(type, options);
        started = application;
        return application;
    }

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void page_isOffByDefault() throws Exception {
        ShownApplication application = start(WebApplicationType.SERVLET);
        assertThat(application.request("GET", "/mxauth").statusCode()).isEqualTo(404);
    }

    @Test
    void nothingConfigured_isSaid() throws Exception {
        ShownApplication application = start(WebApplicationType.SERVLET, ENABLED);
        assertThat(application.page())
                .contains("<title>Tokens of films</title>")
                .contains("No provider is configured, and no route uses one.")
                .doesNotContain("<section");
    }

    @Test
    void path_isAsConfigured(CapturedOutput output) throws Exception {
        ShownApplication application =
                start(
                        WebApplicationType.SERVLET,
                        ENABLED,
                        "where=/ops/tokens",
                        "camel.component.mxauth.page.path=${where}");
        assertThat(application.request("GET", "/ops/tokens").statusCode()).isEqualTo(200);
        assertThat(application.request("GET", "/mxauth").statusCode()).isEqualTo(404);
        assertThat(output).contains("The tokens' state is shown at /ops/tokens");
    }

    @Test
    void webFlux_servesThePage() throws Exception {
        ShownApplication application = start(WebApplicationType.REACTIVE, ENABLED);
        HttpResponse<String> answer = application.request("GET", "/mxauth?refresh=20");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        assertThat(answer.headers().firstValue("content-security-policy")).isPresent();
        assertThat(answer.body()).contains("Tokens of ", "Every 20 seconds");
        HttpResponse<String> head = application.request("HEAD", "/mxauth");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(application.request("POST", "/mxauth").statusCode()).isEqualTo(405);
    }

    @Test
    void applicationWithoutAServer_saysThatThereIsNoPage(CapturedOutput output) {
        ShownApplication application = start(WebApplicationType.NONE, ENABLED);
        assertThat(output.getOut())
                .contains("page.enabled is true, and there is no page: this application has");
        assertThat(application.component().isStarted()).isTrue();
    }
}
