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
package io.mxauth.camel.shared;

import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.oauth.CodeGranted;
import io.mxauth.camel.oauth.Deadline;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.StoreKey;
import io.mxauth.camel.token.Token;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a grant besides fetching its tokens, each in the grant's exclusive section: its
 * access token is dropped, it is revoked, a person is connected. Every future fails with an {@code
 * AuthFailure}.
 */
final class GrantChanges {

    private final SharedTokens shared;

    /** How to end what is under way, and what that is. */
    private final Map<Runnable, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();

    private volatile boolean closed;

    GrantChanges(SharedTokens shared) {
        this.shared = shared;
    }

    /** Keeps the access token from being handed out again. */
    CompletableFuture<?> invalidate(Provider provider) {
        return change(
                        provider,
                        section -> section.load().thenCompose(grant -> dropped(section, grant)))
                .exceptionallyCompose(
                        thrown -> {
                            if (Cause.of(thrown) instanceof StoreFailure failure
                                    && SharedTokens.asksInFull(provider)) {
                                shared.goesOnWithout(provider, failure);
                                return CompletableFuture.completedFuture(false);
                            }
                            return CompletableFuture.failedFuture(
                                    new StoreFailures(provider).of(thrown));
                        });
    }

    private CompletableFuture<Boolean> dropped(GrantSection section, Optional<StoredGrant> grant) {
        return grant.isEmpty() || grant.get().access() == null
                ? CompletableFuture.completedFuture(false)
                : section.save(grant.get().withoutAccess(now()));
    }

    /** Ends the grant at the issuer, then forgets it. */
    CompletableFuture<Boolean> revoke(
            Provider provider, GrantKey grantKey, @Nullable Token accessToken) {
        return change(
                        provider,
                        section ->
                                section.load()
                                        .thenCompose(
                                                grant ->
                                                        revoke(
                                                                provider,
                                                                grantKey,
                                                                section,
                                                                grant.orElse(null),
                                                                accessToken)))
                .exceptionallyCompose(
                        thrown ->
                                CompletableFuture.failedFuture(
                                        new StoreFailures(provider).of(thrown)));
    }

    private CompletableFuture<Boolean> revoke(
            Provider provider,
            GrantKey grantKey,
            GrantSection section,
            @Nullable StoredGrant grant,
            @Nullable Token accessToken) {
        Secret configured = provider.credentials().refreshToken();
        Secret refresh = grant == null ? configured : grant.refresh();
        Set<Secret> access = new LinkedHashSet<>();
        if (accessToken != null) {
            access.add(accessToken.value());
        }
        if (grant != null && grant.access() != null) {
            access.add(grant.access().value());
        }
        return shared.issuer()
                .revoke(provider, grantKey, refresh, access)
                .thenCompose(
                        asked ->
                                // Otherwise the configured token would seem to be a new one.
                                (configured != null
                                                ? section.save(StoredGrant.of(null, now()))
                                                : section.forget())
                                        .thenApply(done -> asked));
    }

    /** Connects a person, unless another one is connected; says who is connected now. */
    CompletableFuture<String> connect(
            Provider provider, CodeGranted granted, String subject, @Nullable String instead) {
        StoreKey at = StoreKey.of(provider);
        StoredGrant grant =
                new StoredGrant(
                        StoredToken.of(granted.token()),
                        granted.refreshToken(),
                        false,
                        null,
                        subject,
                        now());
        return change(
                        provider,
                        section ->
                                section.load()
                                        .thenCompose(
                                                before ->
                                                        connect(
                                                                section,
                                                                before.orElse(null),
                                                                grant,
                                                                instead)))
                .thenApply(
                        connected -> {
                            if (connected.equals(subject)) {
                                shared.known().add(at, granted.token().value());
                                if (granted.refreshToken() != null) {
                                    shared.spent().remove(at, granted.refreshToken());
                                }
                            }
                            return connected;
                        })
                .exceptionallyCompose(
                        thrown ->
                                CompletableFuture.failedFuture(
                                        new StoreFailures(provider).ofLogin(thrown)));
    }

    private CompletableFuture<String> connect(
            GrantSection section,
            @Nullable StoredGrant before,
            StoredGrant grant,
            @Nullable String instead) {
        String subject = String.valueOf(grant.subject());
        String connected = before == null ? null : before.subject();
        if (connected != null && !connected.equals(subject) && !connected.equals(instead)) {
            return CompletableFuture.completedFuture(connected);
        }
        return section.save(grant)
                .handle(
                        (saved, thrown) -> {
                            if (thrown != null) {
                                // It may have been written all the same, and is not to be used.
                                StoredGrant former =
                                        before == null ? StoredGrant.of(null, now()) : before;
                                shared.unsaved()
                                        .add(section.at(), new Unsaved.Change(grant, former));
                                throw new CompletionException(Cause.of(thrown));
                            }
                            return subject;
                        });
    }

    /** Changes a grant in its section; whoever waits for that is told when the component stops. */
    private <T> CompletableFuture<T> change(
            Provider provider, Function<GrantSection, CompletableFuture<T>> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable stop = () -> result.completeExceptionally(new StoreFailures(provider).stopping());
        if (closed) {
            stop.run();
            return result;
        }
        underWay.put(stop, result);
        Deadline deadline = Deadline.in(provider.timing().requestTimeout(), shared.time());
        shared.exclusively(provider, StoreKey.of(provider), deadline, GrantChanges::nothing, task)
                .whenComplete(
                        (done, thrown) -> {
                            underWay.remove(stop);
                            if (thrown == null) {
                                result.complete(done);
                            } else {
                                result.completeExceptionally(thrown);
                            }
                        });
        return result;
    }

    private static <T> CompletableFuture<Optional<T>> nothing() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private Instant now() {
        return shared.time().now();
    }

    /** Lets no other change begin. */
    void close() {
        closed = true;
    }

    Stream<CompletableFuture<?>> underWay() {
        return underWay.values().stream();
    }

    /** Tells whoever still waits that nothing comes of it. */
    void stop() {
        underWay.keySet().forEach(Runnable::run);
    }
}
