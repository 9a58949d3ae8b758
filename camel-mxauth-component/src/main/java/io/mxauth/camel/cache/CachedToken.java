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
package io.mxauth.camel.cache;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.observe.AccountState;
import io.mxauth.camel.observe.AccountState.Life;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.TimeSource;
import io.mxauth.camel.token.Timer;
import io.mxauth.camel.token.Token;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The token of one key and the one fetch that may be under way for it.
 *
 * <p>A token is FRESH at first and costs a caller one read. When it is STALE it is still served,
 * while one renewal runs in the background, started by a call or, if the token was used since the
 * last renewal, by a timer. When it is EXPIRED, or in its margin, callers join one fetch. A fetch
 * that fails leaves a {@link Setback}: while that lasts nothing is asked, a token that still lives is
 * served to its end, and callers without one fail at once with what is remembered.
 *
 * <p>Safe for any number of threads. The lock is held for a few assignments only, never while
 * anything is sent or anybody is called.
 */
public final class CachedToken {

    /** Fetches a token; fails with an {@link AuthFailure}. */
    @FunctionalInterface
    public interface Source {

        /**
         * Asks for a token.
         *
         * @param probe whether this is the first attempt after a failure, which is a single try
         */
        CompletableFuture<Token> fetch(boolean probe);

        /** Whether others may put a token there, so that it is worth looking again now and then. */
        default boolean isShared() {
            return false;
        }

        /** Says that the next fetch is to bring a new token, not one that others have already. */
        default void wantsNew() {}

        /** Says that the token is in use: now and then, not at each call. */
        default void used() {}

        /** Says that a fetch brought a token, which is in hand now. */
        default void acquired(Token token) {}

        /**
         * Says that a fetch failed.
         *
         * @param tokenLives whether there is a token in hand all the same
         */
        default void failed(AuthFailure failure, boolean tokenLives) {}
    }

    /** Whether this is still the place where the key's token is. */
    private enum Place {
        CURRENT,
        EVICTED,
        SUPERSEDED
    }

    /** How often the source hears of a token that is in use. */
    private static final long USE_SAMPLE = Duration.ofSeconds(1).toNanos();

    /** How often it is looked for the log-in of a person, who may log in elsewhere. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final String provider;
    private final Source source;
    private final TimeSource time;
    private final Timer timer;
    private final Object lock = new Object();

    private volatile @Nullable Token token;
    private volatile @Nullable Setback setback;
    private volatile boolean used;
    private volatile @Nullable Instant acquired;
    private volatile @Nullable AuthFailure lastFailure;
    private @Nullable CompletableFuture<Token> fetch;

    /** Whether that fetch looks again for a log-in and nobody has to hear that there is none. */
    private boolean quiet;

    /** How often a token came by another way than a fetch. */
    private int adoptions;

    private @Nullable Runnable cancelRenewal;
    private volatile Place place = Place.CURRENT;
    private final AcceptingHosts acceptingHosts;
    private volatile @Nullable RefusingHosts refusingHosts;

    /** The tick at which the source last heard of a use; two threads may see two of them. */
    private long toldOfUse;

    public CachedToken(String provider, Source source, TimeSource time, Timer timer) {
        this.provider = provider;
        this.source = source;
        this.time = time;
        this.timer = timer;
        this.acceptingHosts = new AcceptingHosts(time);
        this.toldOfUse = time.nanoTime();
    }

    /** The token, if there is one to hand out at once; starts its renewal where that is due. */
    public @Nullable Token current() {
        Token candidate = token;
        if (candidate == null) {
            return null;
        }
        if (!used) {
            used = true;
        }
        long tick = time.nanoTime();
        if (tick - toldOfUse >= USE_SAMPLE) {
            toldOfUse = tick;
            source.used();
        }
        return candidate.isFresh(tick) ? candidate : currentOf(candidate, tick);
    }

    private @Nullable Token currentOf(Token candidate, long tick) {
        if (candidate.isExpired(tick)) {
            return null;
        }
        startIfAllowed();
        return candidate.isInMargin(tick) && setback == null ? null : candidate;
    }

    /**
     * The token in hand, or else the one that the fetch under way brings; starts that fetch where
     * there is none.
     */
    public CompletableFuture<Token> obtain() {
        Token candidate = current();
        return candidate != null
                ? CompletableFuture.completedFuture(candidate)
                : orLive(startOrJoin());
    }

    /**
     * A new token: joins the renewal under way or starts one, a cool-down notwithstanding. A token
     * in hand stays where the renewal fails.
     */
    public CompletableFuture<Token> renew() {
        synchronized (lock) {
            Setback present = setback;
            if (present != null && present.failure() != null) {
                setback = new Setback(present.failure(), time.nanoTime(), present.count());
            }
        }
        source.wantsNew();
        return startOrJoin();
    }

    /**
     * A new token by that request, which is sent once the fetch under way has ended, a cool-down
     * notwithstanding. Whoever asks meanwhile joins it. A token in hand stays where it fails.
     */
    public CompletableFuture<Token> renewBy(Supplier<CompletableFuture<Token>> request) {
        CompletableFuture<Token> promise = new CompletableFuture<>();
        CompletableFuture<Token> pending;
        synchronized (lock) {
            pending = fetch;
            if (pending == null) {
                fetch = promise;
            }
        }
        if (pending != null) {
            return pending.handle((fetched, thrown) -> true).thenCompose(ended -> renewBy(request));
        }
        launch(promise, request);
        return promise;
    }

    /** Another token than that one, which was refused; if it is still the cached one it is dropped. */
    public CompletableFuture<Token> replace(Token refused) {
        drop(refused);
        return obtain();
    }

    /**
     * Whether a 401 of that host is worth another token: not while it refuses fresh ones.
     *
     * @param invalid whether the API said that the token is invalid
     */
    public boolean mayRenewFor(String host, Token refused, boolean invalid) {
        return refusals()
                .mayRenewFor(host, refused, invalid && acceptingHosts.hasAcceptedLately(host));
    }

    /** Whether tokens are revoked so soon and so often that it has to be told; true once. */
    public boolean isRevokedOften() {
        return refusals().isRevokedOften();
    }

    /**
     * A host took a token at once.
     *
     * @param naming the host's name of a URL
     */
    public void accepted(URI target, Function<URI, String> naming) {
        acceptingHosts.accepted(target, naming);
        RefusingHosts known = refusingHosts;
        if (known != null && !known.isCalm()) {
            known.calledWell(naming.apply(target));
        }
    }

    /** A host took a token that was fetched because it refused another. */
    public void acceptedAgain(URI target, Function<URI, String> naming) {
        acceptingHosts.accepted(target, naming);
        RefusingHosts known = refusingHosts;
        if (known != null) {
            known.accepted(naming.apply(target));
        }
    }

    /**
     * A host refused a token that was fetched because it refused another.
     *
     * @param invalid whether the API said that the token is invalid
     */
    public void refusedAgain(String host, Token fresh, boolean invalid) {
        refusals().refused(host, fresh, invalid && acceptingHosts.hasAcceptedLately(host));
    }

    /** Made for the first refusal, since hardly any key ever sees one. */
    private RefusingHosts refusals() {
        synchronized (lock) {
            RefusingHosts known = refusingHosts;
            if (known == null) {
                known = new RefusingHosts(time);
                refusingHosts = known;
            }
            return known;
        }
    }

    /** Forgets that token, if it is still the cached one. */
    public void drop(Token refused) {
        synchronized (lock) {
            if (refused.is(token)) {
                forgetToken();
            }
        }
    }

    /** Forgets the token, whichever it is. */
    public void invalidate() {
        synchronized (lock) {
            forgetToken();
        }
    }

    /** The token in hand if it has not ended, renewed or not. */
    public @Nullable Token live() {
        Token candidate = token;
        return candidate == null || candidate.isExpired(time.nanoTime()) ? null : candidate;
    }

    /**
     * What is known of this token now; asks nobody.
     *
     * @param provider the settings that it is asked for by
     */
    AccountState state(Provider provider) {
        synchronized (lock) {
            long tick = time.nanoTime();
            Token held = live();
            Setback standing = setback;
            boolean failing = standing != null && standing.failure() != null;
            return new AccountState(
                    provider.name(),
                    provider.grant().value(),
                    provider.region(),
                    life(held, tick),
                    fetch != null,
                    acquired,
                    held == null ? null : held.expires(),
                    held == null ? Duration.ZERO : Duration.ofNanos(held.expiresAt() - tick),
                    held == null ? null : untilRenewal(held, standing, tick),
                    lastFailure,
                    failing,
                    standing == null ? Duration.ZERO : standing.remaining(tick));
        }
    }

    private Life life(@Nullable Token held, long tick) {
        if (held == null) {
            return acquired == null && lastFailure == null && fetch == null
                    ? Life.UNUSED
                    : Life.NONE;
        }
        return held.isFresh(tick) ? Life.FRESH : Life.STALE;
    }

    private static Duration untilRenewal(Token held, @Nullable Setback standing, long tick) {
        long due = Math.max(0, held.staleAt() - tick);
        long allowed = standing == null ? 0 : standing.remaining(tick).toNanos();
        return Duration.ofNanos(Math.max(due, allowed));
    }

    /**
     * Completes once the fetch that is under way has ended, well or not; at once where there is
     * none. While a fetch runs it holds the refresh token, and what it brings is not known yet.
     */
    public CompletableFuture<?> settled() {
        CompletableFuture<Token> pending;
        synchronized (lock) {
            pending = fetch;
        }
        return pending == null
                ? CompletableFuture.completedFuture(null)
                : pending.handle((fetched, thrown) -> fetched);
    }

    /** Whether the key's token is to be looked up again, because it is no longer this one. */
    public boolean isGone() {
        return place != Place.CURRENT;
    }

    /** Whether that is so because the provider's settings say something else by now. */
    public boolean isSuperseded() {
        return place == Place.SUPERSEDED;
    }

    /** Ends the life of this token here, as there are too many; whoever waits gets what comes. */
    void evict() {
        leave(Place.EVICTED);
    }

    /** Ends the life of this token here, as that of another key takes its place. */
    void supersede() {
        leave(Place.SUPERSEDED);
    }

    private void leave(Place to) {
        synchronized (lock) {
            place = to;
            forgetToken();
        }
    }

    /** Ends the timer and whatever is waited for. */
    void stop() {
        CompletableFuture<Token> pending;
        synchronized (lock) {
            evict();
            pending = fetch;
            // Whoever waits for its end to begin another is not to find it again.
            fetch = null;
        }
        if (pending != null) {
            pending.completeExceptionally(
                    AuthFailure.of(
                                    provider,
                                    Reason.UNAVAILABLE,
                                    "Provider '" + provider + "': the component is stopping.")
                            .build());
        }
    }

    private void forgetToken() {
        token = null;
        used = false;
        endTimer();
    }

    private void endTimer() {
        if (cancelRenewal != null) {
            cancelRenewal.run();
            cancelRenewal = null;
        }
    }

    /** The fetch's token; if it fails, the token in hand where that still lives. */
    private CompletableFuture<Token> orLive(CompletableFuture<Token> pending) {
        CompletableFuture<Token> answer = new CompletableFuture<>();
        pending.whenComplete(
                (fetched, thrown) -> {
                    Token served = thrown == null ? fetched : live();
                    if (served != null) {
                        answer.complete(served);
                    } else {
                        answer.completeExceptionally(failureOf(thrown));
                    }
                });
        return answer;
    }

    private void startIfAllowed() {
        Setback present = setback;
        if (present == null || present.remaining(time.nanoTime()).isZero()) {
            startOrJoin();
        }
    }

    private CompletableFuture<Token> startOrJoin() {
        CompletableFuture<Token> promise;
        Setback present;
        Duration pause;
        synchronized (lock) {
            if (fetch != null) {
                return fetch;
            }
            present = setback;
            long tick = time.nanoTime();
            if (present != null && present.failure() != null && present.holdsUp(tick)) {
                return CompletableFuture.failedFuture(present.failure());
            }
            pause =
                    present == null || present.failure() != null
                            ? Duration.ZERO
                            : present.remaining(tick);
            promise = new CompletableFuture<>();
            fetch = promise;
        }
        boolean probe = present != null && present.failure() != null;
        Supplier<CompletableFuture<Token>> request = () -> source.fetch(probe);
        if (pause.isZero()) {
            launch(promise, request);
        } else {
            timer.after(pause, () -> launch(promise, request));
        }
        return promise;
    }

    private void launch(
            CompletableFuture<Token> promise, Supplier<CompletableFuture<Token>> request) {
        int adoptionsBefore;
        synchronized (lock) {
            adoptionsBefore = adoptions;
        }
        CompletableFuture<Token> answer;
        try {
            answer = request.get();
        } catch (RuntimeException | Error e) {
            // Whoever waits is to hear of it, whatever it is.
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete(
                (fetched, thrown) -> {
                    if (thrown == null) {
                        accept(fetched);
                        promise.complete(fetched);
                        if (!isGone()) {
                            source.acquired(fetched);
                        }
                    } else {
                        failed(promise, failureOf(thrown), adoptionsBefore);
                    }
                });
    }

    private void failed(CompletableFuture<Token> promise, AuthFailure thrown, int adoptionsBefore) {
        if (isOutdated(thrown, adoptionsBefore)) {
            promise.completeExceptionally(thrown);
            return;
        }
        boolean unheard = quiet;
        AuthFailure failure = remember(thrown);
        promise.completeExceptionally(failure);
        if (!unheard || failure.reason() != Reason.LOGIN_REQUIRED) {
            source.failed(failure, live() != null);
        }
    }

    /** Takes a token that came by another way than a fetch, such as a person's log-in. */
    public void adopt(Token granted) {
        synchronized (lock) {
            adoptions++;
            take(granted);
        }
        source.acquired(granted);
    }

    private void accept(Token fetched) {
        synchronized (lock) {
            fetch = null;
            quiet = false;
            take(fetched);
        }
    }

    /** To be called with the lock held. */
    private void take(Token fetched) {
        acquired = fetched.issued();
        if (fetched.isExpired(fetched.staleAt())) {
            setback = Setback.ofLifelessToken(time);
            return;
        }
        setback = null;
        if (isGone()) {
            return;
        }
        token = fetched;
        used = false;
        scheduleRenewal(Duration.ofNanos(fetched.staleAt() - time.nanoTime()));
    }

    /** Whether somebody has logged in since a fetch began that says nobody has; ends it then. */
    private boolean isOutdated(AuthFailure failure, int adoptionsBefore) {
        synchronized (lock) {
            boolean outdated =
                    failure.reason() == Reason.LOGIN_REQUIRED && adoptions != adoptionsBefore;
            if (outdated) {
                fetch = null;
            }
            return outdated;
        }
    }

    private AuthFailure remember(AuthFailure failure) {
        synchronized (lock) {
            fetch = null;
            quiet = false;
            boolean lives = live() != null;
            Setback next = Setback.after(failure, lives, setback, time);
            setback = next;
            lastFailure = next.failure();
            if (lives) {
                scheduleRenewal(next.remaining(time.nanoTime()));
            } else if (failure.reason() == Reason.LOGIN_REQUIRED
                    && source.isShared()
                    && !isGone()) {
                endTimer();
                cancelRenewal = timer.after(LOOK_AGAIN, this::lookAgain);
            }
            return next.failure() != null ? next.failure() : failure;
        }
    }

    /** To be called with the lock held. */
    private void scheduleRenewal(Duration delay) {
        endTimer();
        cancelRenewal = timer.after(delay, this::renewIfUsed);
    }

    private void renewIfUsed() {
        if (used && live() != null) {
            startIfAllowed();
        }
    }

    /** So that an application which nobody calls while it lacks a log-in finds out that it has one. */
    private void lookAgain() {
        synchronized (lock) {
            if (fetch != null || token != null || isGone()) {
                return;
            }
            quiet = true;
        }
        startOrJoin();
    }

    private AuthFailure failureOf(@Nullable Throwable thrown) {
        Throwable cause = Cause.of(thrown);
        if (cause instanceof AuthFailure failure) {
            return failure;
        }
        String what = cause == null ? "an unknown fault" : cause.getClass().getName();
        return AuthFailure.of(
                        provider,
                        Reason.UNAVAILABLE,
                        "Provider '" + provider + "': the token request failed by " + what + ".")
                .build();
    }

    @Override
    public String toString() {
        return "CachedToken[" + provider + "]";
    }
}
