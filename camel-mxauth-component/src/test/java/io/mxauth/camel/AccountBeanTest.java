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
package io.mxauth.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mxauth.sandbox.RecordedRequest;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.Test;

/** Endpoints whose credentials stand in a bean of the registry. */
class AccountBeanTest extends RouteTestSupport {

    private static final String API_CALLS = "PUT";

    private void start(String... authorizations) throws Exception {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        for (int i = 0; i < authorizations.length; i++) {
                            from("direct:films" + i).to(authorizations[i]).to(movio.setting("api"));
                        }
                    }
                });
    }

    private Exchange call(int route) {
        return films(FILMS).to("direct:films" + route).send();
    }

    private ProviderConfiguration bean(String name) {
        ProviderConfiguration bean = new ProviderConfiguration();
        context.getRegistry().bind(name, bean);
        return bean;
    }

    @Test
    void bean_givesThePresetItsCredentials() throws Exception {
        component.getProviders().clear();
        context.getRegistry().bind("odeon", SandboxAccounts.movio(sandbox, "us"));
        start("mxauth:movio?account=#bean:odeon");
        assertThat(status(call(0))).isEqualTo(202);
        assertThat(context.getEndpoints())
                .extracting(Object::toString)
                .noneMatch(uri -> uri.contains(movio.setting("client-secret")));
    }

    @Test
    void beanBeatsProperties_andTheUriBeatsTheBean() throws Exception {
        ProviderConfiguration properties = SandboxAccounts.movio(sandbox, "us");
        properties.setScope("of-the-properties");
        properties.setAudience("https://of-the-properties.example");
        component.getProviders().put("movio", properties);
        ProviderConfiguration bean = bean("odeon");
        bean.setScope("of-the-bean");
        bean.setAudience(movio.setting("audience"));
        start("mxauth:movio?account=#bean:odeon&scope=of-the-uri", "mxauth:movio?account=#odeon");
        assertThat(status(call(0))).isEqualTo(202);
        assertThat(status(call(1))).isEqualTo(202);
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals("POST"))
                .extracting(request -> request.form().get("scope"))
                .containsExactly("of-the-uri", "of-the-bean");
    }

    @Test
    void beansWithOtherSecrets_shareNoToken() throws Exception {
        // Both are taken: nextClientSecret is another secret that reaches the issuer.
        bean("one").setNextClientSecret("another-secret");
        bean("other").setNextClientSecret("yet-another-secret");
        bean("same-as-one").setNextClientSecret("another-secret");
        start(
                "mxauth:movio?account=#bean:one",
                "mxauth:movio?account=#bean:other",
                "mxauth:movio?account=#bean:same-as-one");
        for (int route = 0; route < 3; route++) {
            assertThat(status(call(route))).isEqualTo(202);
        }
        assertThat(movio.tokenRequests()).isEqualTo(2);
        assertThat(movio.requests())
                .filteredOn(request -> request.method().equals(API_CALLS))
                .extracting(AccountBeanTest::token)
                .satisfies(
                        tokens -> {
                            assertThat(tokens.get(0)).isNotEqualTo(tokens.get(1));
                            assertThat(tokens.get(0)).isEqualTo(tokens.get(2));
                        });
    }

    private static String token(RecordedRequest request) {
        return String.valueOf(request.header("Authorization"));
    }

    @Test
    void optionThatTheBeanCouldNotTake_isNamed_withoutItsValue() {
        ProviderConfiguration bean = bean("odeon");
        PropertyBindingSupport.build()
                .withCamelContext(context)
                .withTarget(bean)
                .withProperty("requestTimeout", "tantalum")
                .bind();
        assertThatThrownBy(() -> start("mxauth:movio?account=#bean:odeon"))
                .hasRootCauseInstanceOf(MxAuthException.class)
                .hasStackTraceContaining("option 'requestTimeout'")
                .satisfies(e -> assertThat(e).hasMessageNotContaining("tantalum"));
    }

    @Test
    void beanThatIsNotThere_failsTheStart() {
        assertThatThrownBy(() -> start("mxauth:movio?account=#bean:nobody"))
                .hasStackTraceContaining("nobody");
    }
}
