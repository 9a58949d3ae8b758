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
package io.mxauth.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mxauth.camel.MxAuthException;
import io.mxauth.camel.MxAuthException.Reason;
import io.mxauth.sandbox.RecordedRequest;
import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.client.HttpClientAutoConfiguration;
import org.springframework.boot.autoconfigure.web.client.RestClientAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.client.RestClientCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Spring's HTTP clients with the tokens of the routes, and by the rules of the routes. */
@ExtendWith({SandboxExtension.class, OutputCaptureExtension.class})
class ClientsTest {

    private static final String FILMS = "[{\"id\":\"f1\",\"title\":\"Metropolis\"}]";

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        CamelAutoConfiguration.class,
        HttpClientAutoConfiguration.class,
        RestClientAutoConfiguration.class,
        MxAuthAutoConfiguration.class
    })
    static class Application {

        @Bean
        RestClientCustomizer customizer() {
            return builder -> builder.defaultHeader("X-Customized", "yes");
        }
    }

    enum Client {
        HTTP_COMPONENTS,
        JDK,
        SIMPLE;

        ClientHttpRequestFactory factory() {
            return switch (this) {
                case HTTP_COMPONENTS -> new HttpComponentsClientHttpRequestFactory();
                case JDK -> new JdkClientHttpRequestFactory();
                case SIMPLE -> new SimpleClientHttpRequestFactory();
            };
        }
    }

    private SandboxProvider movio;
    private ConfigurableApplicationContext application;
    private MxAuthClients clients;
    private ClientHttpRequestInterceptor interceptor;
    private RestClient client;

    @BeforeEach
    void start(Sandbox sandbox) {
        movio = sandbox.provider("movio-us");
        SandboxProvider filmmakers = sandbox.provider("filmmakers");
        application =
                new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                        .properties(SandboxProperties.movio(sandbox))
                        // The one that takes headers along on redirects.
                        .properties("spring.http.client.factory=jdk")
                        .properties(
                                "camel.component.mxauth.providers.filmmakers.api-key="
                                        + filmmakers.setting("api-key"),
                                "camel.component.mxauth.providers.filmmakers.allowed-hosts="
                                        + filmmakers.setting("api-host"))
                        .run();
        clients = application.getBean(MxAuthClients.class);
        interceptor = clients.interceptor("movio");
        client = clients.restClient("movio").build();
    }

    @AfterEach
    void stop() {
        application.close();
    }

    private HttpStatusCode send(RestClient by) {
        return by.put()
                .uri(movio.setting("api"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(FILMS)
                .retrieve()
                .toBodilessEntity()
                .getStatusCode();
    }

    private List<RecordedRequest> calls() {
        return movio.requests().stream().filter(r -> r.path().equals("/films")).toList();
    }

    @ParameterizedTest
    @EnumSource
    void calls_ofRestClient_shareOneToken(Client by) {
        RestClient built =
                RestClient.builder()
                        .requestFactory(by.factory())
                        .requestInterceptor(interceptor)
                        .build();
        assertThat(send(built).value()).isEqualTo(202);
        assertThat(send(built).value()).isEqualTo(202);
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void refusedToken_isReplaced_andTheCallRepeatedWithItsBody(Client by) {
        RestTemplate template = new RestTemplate(by.factory());
        template.getInterceptors().add(interceptor);
        HttpHeaders json = new HttpHeaders();
        json.setContentType(MediaType.APPLICATION_JSON);
        template.put(movio.setting("api"), new HttpEntity<>(FILMS, json));
        movio.revokeAllTokens();
        template.put(movio.setting("api"), new HttpEntity<>(FILMS, json));
        assertThat(movio.tokenRequests()).isEqualTo(2);
        assertThat(calls()).extracting(RecordedRequest::status).containsExactly(202, 401, 202);
        assertThat(calls()).extracting(RecordedRequest::body).containsOnly(FILMS);
    }

    @Test
    void tokens_areThoseOfTheRoutes() throws Exception {
        CamelContext camel = application.getBean(CamelContext.class);
        camel.createFluentProducerTemplate().to("mxauth:movio?operation=token").send();
        send(client);
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @Test
    void parallel401s_makeOneTokenRequest() {
        send(client);
        movio.revokeAllTokens();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<CompletableFuture<Integer>> answers =
                    IntStream.range(0, 20)
                            .mapToObj(
                                    i ->
                                            CompletableFuture.supplyAsync(
                                                    () -> send(client).value(), threads))
                            .toList();
            assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(202));
        } finally {
            threads.shutdown();
        }
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    @Test
    void second401_surfaces_andThatHostRenewsNothingForAWhile() {
        movio.apiFaults().refuse(3, 401);
        assertThatThrownBy(() -> send(client))
                .isInstanceOf(HttpClientErrorException.Unauthorized.class);
        assertThat(calls()).hasSize(2);
        assertThat(movio.tokenRequests()).isEqualTo(2);
        assertThatThrownBy(() -> send(client))
                .isInstanceOf(HttpClientErrorException.Unauthorized.class);
        assertThat(calls()).hasSize(3);
        assertThat(send(client).value()).isEqualTo(202);
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    @Test
    void forbidden_neverRenews() {
        movio.apiFaults().refuse(1, 403);
        assertThatThrownBy(() -> send(client))
                .isInstanceOf(HttpClientErrorException.Forbidden.class);
        assertThat(movio.tokenRequests()).isEqualTo(1);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void apiKey_isSent_andNeverRepeated(Sandbox sandbox) {
        SandboxProvider filmmakers = sandbox.provider("filmmakers");
        RestClient keyed =
                RestClient.builder().requestInterceptor(clients.interceptor("filmmakers")).build();
        String api = filmmakers.setting("api");
        keyed.get().uri(api).retrieve().toBodilessEntity();
        filmmakers.change("api-key", "another");
        assertThatThrownBy(() -> keyed.get().uri(api).retrieve().toBodilessEntity())
                .isInstanceOf(HttpClientErrorException.class);
        assertThat(filmmakers.apiRequests()).isEqualTo(2);
    }

    @Test
    void noOtherToken_letsThe401Surface() {
        send(client);
        movio.revokeAllTokens();
        movio.tokenFaults().refuse(9, 503);
        assertThatThrownBy(() -> send(client))
                .isInstanceOf(HttpClientErrorException.Unauthorized.class);
        assertThat(calls()).hasSize(2);
    }

    @Test
    void retrySwitchedOff_letsThe401Surface() {
        Runner.component(application).setRetryUnauthorized(false);
        send(client);
        movio.revokeAllTokens();
        assertThatThrownBy(() -> send(client))
                .isInstanceOf(HttpClientErrorException.Unauthorized.class);
        assertThat(movio.tokenRequests()).isEqualTo(1);
    }

    @Test
    void strangeHost_isForbidden_andNobodyIsAsked(Sandbox sandbox) {
        String elsewhere = sandbox.provider("movio-eu").setting("api");
        MxAuthException refused =
                catchThrowableOfType(
                        MxAuthException.class,
                        () -> client.get().uri(elsewhere).retrieve().toBodilessEntity());
        assertThat(refused.reason()).isEqualTo(Reason.FORBIDDEN_HOST);
        assertThat(sandbox.provider("movio-eu").requests()).isEmpty();
        assertThat(movio.requests()).isEmpty();
    }

    @Test
    void plainHttp_isForbidden() {
        assertThatThrownBy(
                        () ->
                                client.get()
                                        .uri("http://api.example/films")
                                        .retrieve()
                                        .toBodilessEntity())
                .isInstanceOf(MxAuthException.class);
        assertThat(movio.requests()).isEmpty();
    }

    @Test
    void refusedCredentials_areToldAsTheyAreToRoutes() {
        movio.change("client-secret", "another");
        MxAuthException refused = catchThrowableOfType(MxAuthException.class, () -> send(client));
        assertThat(refused.reason()).isEqualTo(Reason.REJECTED);
        assertThat(calls()).isEmpty();
    }

    @Test
    void unknownProvider_failsAtItsFirstRequest() {
        RestClient unknown =
                RestClient.builder().requestInterceptor(clients.interceptor("nobody")).build();
        assertThat(catchThrowableOfType(MxAuthException.class, () -> send(unknown)).reason())
                .isEqualTo(Reason.CONFIGURATION);
    }

    @Test
    void contextStartedAgain_isAuthorizedAnew() {
        send(client);
        CamelContext camel = application.getBean(CamelContext.class);
        camel.getComponent("mxauth").stop();
        camel.getComponent("mxauth").start();
        assertThat(send(client).value()).isEqualTo(202);
        assertThat(movio.tokenRequests()).isEqualTo(2);
    }

    @Test
    void interruptedCaller_waitsNoLonger() {
        movio.tokenFaults().hang(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> send(client))
                .hasRootCauseInstanceOf(java.io.InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void headers_areNotSeen_byInterceptorsInFront_norLogged(CapturedOutput output) {
        List<Map<String, List<String>>> seen = new ArrayList<>();
        RestClient observed =
                RestClient.builder()
                        .requestInterceptor(
                                (request, body, execution) -> {
                                    try {
                                        return execution.execute(request, body);
                                    } finally {
                                        seen.add(Map.copyOf(request.getHeaders()));
                                    }
                                })
                        .requestInterceptor(interceptor)
                        .build();
        send(observed);
        movio.revokeAllTokens();
        movio.tokenFaults().refuse(9, 503);
        assertThatThrownBy(() -> send(observed)).isNotNull();
        assertThat(seen)
                .hasSize(2)
                .allSatisfy(headers -> assertThat(headers).doesNotContainKey("Authorization"));
        String token =
                Objects.requireNonNull(calls().get(0).header("Authorization"))
                        .substring("Bearer ".length());
        assertThat(output).doesNotContain(token).doesNotContain(movio.setting("client-secret"));
        assertThat(interceptor.toString()).doesNotContain(token);
    }

    @Test
    void redirect_isNotFollowed_soThatNoHeaderGoesAlong(Sandbox sandbox) {
        movio.apiFaults().redirect(1, sandbox.provider("movio-eu").setting("api"));
        assertThat(
                        client.get()
                                .uri(movio.setting("api"))
                                .retrieve()
                                .toBodilessEntity()
                                .getStatusCode()
                                .is3xxRedirection())
                .isTrue();
        assertThat(sandbox.provider("movio-eu").requests()).isEmpty();
    }

    /** What its Javadoc warns of: where this holds no more, the warning may go. */
    @Test
    void redirect_followedByAClientOfOnesOwn_takesHeadersAlong(Sandbox sandbox) {
        SandboxProvider elsewhere = sandbox.provider("movio-eu");
        movio.apiFaults().redirect(1, elsewhere.setting("api"));
        RestClient following =
                RestClient.builder()
                        .requestFactory(ClientHttpRequestFactoryBuilder.jdk().build())
                        .requestInterceptor(interceptor)
                        .build();
        following.get().uri(movio.setting("api")).exchange((request, response) -> "");
        assertThat(elsewhere.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.header("Authorization")).isNotNull());
    }

    @Test
    void restClient_isMadeLikeTheApplicationsOwn() {
        send(client);
        assertThat(calls().get(0).header("X-Customized")).isEqualTo("yes");
    }
}
