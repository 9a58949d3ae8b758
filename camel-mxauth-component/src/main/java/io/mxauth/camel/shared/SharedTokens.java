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

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mxauth.camel.oauth.Asking;
import io.mxauth.camel.oauth.CodeGranted;
import io.mxauth.camel.oauth.Deadline;
import io.mxauth.camel.oauth.Issuer;
import io.mxauth.camel.oauth.TokenOrigin;
import io.mxauth.camel.provider.GrantType;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.StoreKey;
import io.mxauth.camel.token.TimeSource;
import io.mxauth.camel.token.Timer;
import io.mxauth.camel.token.Token;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of grants that other JVMs share by a store. Who needs a token looks there first. Who
 * finds none enters the grant's exclusive section, looks once more, and only then asks the issuer;
 * what the issuer gives is in the store before anybody gets it. While the store fails, tokens that
 * can be had by the full grant go on from memory, and refresh tokens are not spent.
 */
public final class SharedTokens implements TokenOrigin, AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    /** How long a section may last beyond the time of the fetch, to write what came of it. */
    private static final Duration LEASE_BEYOND = Duration.ofSeconds(10);

    /** How long a component that stops waits for renewals that are under way. */
    private static final Duration AT_STOP = Duration.ofSeconds(5);

    private final SharedStore store;
    private final Issuer issuer;
    private final GrantFormat format;
    private final TimeSource time;
    private final Timer timer;
    private final StoreOutage outage;
    private final KnownTokens known;
    private final SpentTokens spent;
    private final Unsaved unsaved = new Unsaved();
    private final Set<SharedFetch> open = ConcurrentHashMap.newKeySet();
    private final GrantChanges changes = new GrantChanges(this);

    private volatile boolean closed;

    /**
     * The tokens of a store.
     *
     * @param issuer where tokens come from that the store has not
     * @param maximumGrants the most grants of which it is remembered what this JVM had
     * @param outage is told when the store fails
     */
    public SharedTokens(
            SharedStore store,
            Issuer issuer,
            Supplier<ObjectMapper> mapper,
            TimeSource time,
            Timer timer,
            long maximumGrants,
            StoreOutage outage) {
        this.store = store;
        this.issuer = issuer;
        this.format = new GrantFormat(mapper);
        this.time = time;
        this.timer = timer;
        this.outage = outage;
        this.known = new KnownTokens(maximumGrants);
        this.spent = new SpentTokens(maximumGrants);
    }

    /** Whether a token can be had without a refresh token, as often as one likes. */
    static boolean asksInFull(Provider provider) {
        return provider.grant() == GrantType.CLIENT_CREDENTIALS
                || provider.grant() == GrantType.PASSWORD;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public CompletableFuture<Token> fetch(
            Provider provider, GrantKey grantKey, Asking asking, boolean anew) {
        SharedFetch fetch = new SharedFetch(this, provider, grantKey, asking, anew);
        if (closed) {
            fetch.stop();
        } else {
            open.add(fetch);
            fetch.start().whenComplete((token, thrown) -> open.remove(fetch));
        }
        return fetch.result();
    }

    @Override
    public CompletableFuture<?> invalidate(Provider provider, GrantKey grantKey) {
        return changes.invalidate(provider);
    }

    @Override
    public CompletableFuture<Boolean> revoke(
            Provider provider, GrantKey grantKey, @Nullable Token accessToken) {
        return changes.revoke(provider, grantKey, accessToken);
    }

    @Override
    public CompletableFuture<String> connect(
            Provider provider,
            GrantKey grantKey,
            CodeGranted granted,
            String subject,
            @Nullable String instead) {
        return changes.connect(provider, granted, subject, instead);
    }

    @Override
    public CompletableFuture<Optional<String>> connected(Provider provider, GrantKey grantKey) {
        return load(StoreKey.of(provider))
                .thenApply(grant -> grant.map(StoredGrant::subject))
                .exceptionallyCompose(
                        thrown ->
                                CompletableFuture.failedFuture(
                                        new StoreFailures(provider).ofLogin(thrown)));
    }

    /** The grant as the store has it. */
    CompletableFuture<Optional<StoredGrant>> load(StoreKey at) {
        return store.load(at.key())
                .thenApply(
                        entry -> {
                            Optional<StoredGrant> grant =
                                    entry.map(e -> format.read(at.key(), e.value()))
                                            .map(grants -> grants.of(at.root()));
                            outage.worked(at.key());
                            return grant;
                        });
    }

    /**
     * Does something in the exclusive section of a grant.
     *
     * @param deadline until when to wait for the section
     * @param meanwhile is asked each time that another is in it; what it finds ends the waiting
     */
    <T> CompletableFuture<T> exclusively(
            Provider provider,
            StoreKey at,
            Deadline deadline,
            Supplier<CompletableFuture<Optional<T>>> meanwhile,
            Function<GrantSection, CompletableFuture<T>> task) {
        return enter(provider, at, deadline, FIRST_PAUSE, meanwhile, task);
    }

    private <T> CompletableFuture<T> enter(
            Provider provider,
            StoreKey at,
            Deadline deadline,
            Duration pause,
            Supplier<CompletableFuture<Optional<T>>> meanwhile,
            Function<GrantSection, CompletableFuture<T>> task) {
        Duration lease = deadline.remaining().plus(LEASE_BEYOND);
        return store.tryEnter(at.key(), lease)
                .thenCompose(
                        entered -> {
                            if (entered.isPresent()) {
                                return inside(at, entered.get(), task);
                            }
                            Duration next = jittered(pause);
                            if (!deadline.allows(next)) {
                                return CompletableFuture.failedFuture(
                                        new StoreFailures(provider).occupied());
                            }
                            Duration doubled = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
                            return this.<Optional<T>>after(next, meanwhile)
                                    .thenCompose(
                                            found ->
                                                    found.map(CompletableFuture::completedFuture)
                                                            .orElseGet(
                                                                    () ->
                                                                            enter(
                                                                                    provider, at,
                                                                                    deadline,
                                                                                    doubled,
                                                                                    meanwhile,
                                                                                    task)));
                        });
    }

    private <T> CompletableFuture<T> inside(
            StoreKey at,
            SharedStore.Section section,
            Function<GrantSection, CompletableFuture<T>> task) {
        CompletableFuture<T> ended;
        try {
            ended = task.apply(new GrantSection(this, at, section));
        } catch (RuntimeException | Error e) {
            // An Error too, or else the section would stay entered.
            ended = CompletableFuture.failedFuture(e);
        }
        return ended.handle((result, thrown) -> section.close())
                .thenCompose(left -> left)
                .handle((left, thrown) -> true)
                .thenCombine(ended, (left, result) -> result);
    }

    /** A token of the store that serves for a while and that this JVM did not have before. */
    Optional<Token> usable(Provider provider, StoreKey at, @Nullable StoredGrant grant) {
        return unknown(provider, at, grant).filter(token -> token.isFresh(time.nanoTime()));
    }

    /** A token of the store that lives and that this JVM did not have before. */
    Optional<Token> unknown(Provider provider, StoreKey at, @Nullable StoredGrant grant) {
        StoredToken access = grant == null ? null : grant.access();
        if (access == null || known.has(at, access.value())) {
            return Optional.empty();
        }
        return Optional.of(access.inHand(provider.timing(), time))
                .filter(token -> !token.isExpired(time.nanoTime()));
    }

    /** The store failed, and the provider goes on in memory. */
    void goesOnWithout(Provider provider, StoreFailure failure) {
        outage.failed(StoreKey.of(provider).key(), failure, time.now());
    }

    <T> CompletableFuture<T> after(Duration pause, Supplier<CompletableFuture<T>> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        timer.after(
                pause,
                () ->
                        CompletableFuture.completedFuture(true)
                                .thenCompose(begun -> task.get())
                                .whenComplete(
                                        (result, thrown) -> {
                                            if (thrown == null) {
                                                done.complete(result);
                                            } else {
                                                done.completeExceptionally(thrown);
                                            }
                                        }));
        return done;
    }

    private static Duration jittered(Duration pause) {
        return pause.multipliedBy(ThreadLocalRandom.current().nextInt(50, 151)).dividedBy(100);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /**
     * Tells everybody who waits that no token will come, and waits some seconds for those renewals
     * and log-ins that have begun: what they bring is to be in the store before this JVM ends.
     */
    @Override
    public void close() {
        closed = true;
        changes.close();
        open.forEach(SharedFetch::stop);
        CompletableFuture<?>[] ends =
                Stream.concat(open.stream().map(SharedFetch::ended), changes.underWay())
                        .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(AT_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Whoever failed has ended as well; who has not will find that nothing works any more.
        }
        changes.stop();
        unsaved.clear();
    }

    SharedStore store() {
        return store;
    }

    Issuer issuer() {
        return issuer;
    }

    GrantFormat format() {
        return format;
    }

    TimeSource time() {
        return time;
    }

    Timer timer() {
        return timer;
    }

    KnownTokens known() {
        return known;
    }

    SpentTokens spent() {
        return spent;
    }

    Unsaved unsaved() {
        return unsaved;
    }
}
