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
import io.mxauth.camel.oauth.Asking;
import io.mxauth.camel.oauth.Deadline;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.StoreKey;
import io.mxauth.camel.token.Token;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One fetch of a token that other JVMs may have got already. Used once. */
final class SharedFetch {

    private final SharedTokens shared;
    private final Provider provider;
    private final GrantKey grantKey;
    private final Asking asking;
    private final boolean anew;
    private final StoreKey at;
    private final Deadline deadline;
    private final CompletableFuture<Token> result = new CompletableFuture<>();
    private final CompletableFuture<Token> ended = new CompletableFuture<>();

    /** A token that is due, for the case that no other can be had. */
    private volatile @Nullable Token spare;

    SharedFetch(
            SharedTokens shared,
            Provider provider,
            GrantKey grantKey,
            Asking asking,
            boolean anew) {
        this.shared = shared;
        this.provider = provider;
        this.grantKey = grantKey;
        this.asking = asking;
        this.anew = anew;
        this.at = StoreKey.of(provider);
        this.deadline = Deadline.in(provider.timing().requestTimeout(), shared.time());
    }

    /** The token; fails with an {@code AuthFailure}. */
    CompletableFuture<Token> result() {
        return result;
    }

    /** The same, but never before all is done that has to be done. */
    CompletableFuture<Token> ended() {
        return ended;
    }

    void stop() {
        result.completeExceptionally(new StoreFailures(provider).stopping());
    }

    CompletableFuture<Token> start() {
        Runnable cancel =
                shared.timer()
                        .after(
                                deadline.remaining(),
                                () -> complete(null, new StoreFailures(provider).tooLate()));
        token().whenComplete(
                        (token, thrown) -> {
                            cancel.run();
                            complete(token, thrown);
                            ended.complete(token);
                        });
        return ended;
    }

    private void complete(@Nullable Token token, @Nullable Throwable thrown) {
        Token served = token != null ? token : spare;
        if (result.isDone()) {
            return;
        }
        if (served != null) {
            shared.known().add(at, served.value());
            result.complete(served);
        } else {
            result.completeExceptionally(new StoreFailures(provider).of(thrown));
        }
    }

    private CompletableFuture<Token> token() {
        return shared.load(at)
                .thenCompose(
                        grant -> {
                            remember(grant.orElse(null));
                            return usable(grant)
                                    .map(CompletableFuture::completedFuture)
                                    .orElseGet(
                                            () ->
                                                    isAtAnEnd(grant.orElse(null))
                                                            ? withoutRefreshToken()
                                                            : exclusively());
                        })
                .exceptionallyCompose(
                        thrown ->
                                Cause.of(thrown) instanceof StoreFailure failure
                                        ? withoutStore(failure)
                                        : CompletableFuture.failedFuture(thrown));
    }

    private void remember(@Nullable StoredGrant grant) {
        StoredToken access = grant == null ? null : grant.access();
        boolean asks = asking.recording() != null || (anew && shared.known().hasNone(at));
        if (asks && access != null) {
            shared.known().add(at, access.value());
        }
        Unsaved.Change change = shared.unsaved().of(at);
        boolean isUndone = change != null && change.after().access() == null;
        spare = isUndone ? null : shared.unknown(provider, at, grant).orElse(null);
    }

    private Optional<Token> usable(Optional<StoredGrant> grant) {
        return shared.unsaved().of(at) != null
                ? Optional.empty()
                : shared.usable(provider, at, grant.orElse(null));
    }

    /** Whether nobody has anything to ask with, so that there is nothing to exclude others from. */
    private boolean isAtAnEnd(@Nullable StoredGrant grant) {
        return !SharedTokens.asksInFull(provider)
                && provider.credentials().refreshToken() == null
                && (grant == null || grant.refresh() == null)
                && shared.unsaved().of(at) == null;
    }

    /** Says what that comes to, and asks nobody. */
    private CompletableFuture<Token> withoutRefreshToken() {
        return shared.issuer().fetch(provider, grantKey, asking, new NoWallet(), deadline);
    }

    private CompletableFuture<Token> exclusively() {
        return shared.exclusively(
                provider,
                at,
                deadline,
                () -> shared.load(at).thenApply(this::usable),
                section ->
                        section.load()
                                .thenCompose(
                                        grant ->
                                                shared.usable(provider, at, grant.orElse(null))
                                                        .map(CompletableFuture::completedFuture)
                                                        .orElseGet(() -> fromIssuer(section))));
    }

    private CompletableFuture<Token> fromIssuer(GrantSection section) {
        StoredWallet wallet = new StoredWallet(shared, section, provider, grantKey, deadline);
        return shared.issuer().fetch(provider, grantKey, asking, wallet, deadline);
    }

    private CompletableFuture<Token> withoutStore(StoreFailure failure) {
        shared.goesOnWithout(provider, failure);
        return SharedTokens.asksInFull(provider) && !deadline.isOver()
                ? withoutRefreshToken()
                : CompletableFuture.failedFuture(failure);
    }
}
