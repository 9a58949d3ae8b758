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

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.failure.Reason;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.provider.Timing;
import io.mxauth.camel.token.Lifetime;
import io.mxauth.camel.token.ManualClock;
import io.mxauth.camel.token.ManualTimer;
import io.mxauth.camel.token.Token;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of one cached token, with lifetimes as MXO gives them: 299 s. */
class CachedTokenTest {
    private static final URI API = URI.create("https://api");

    private static final Timing TIMING =
            new Timing(null, null, Duration.ofHours(1), Duration.ofSeconds(10), 3);
    private static final Duration MXO = Duration.ofSeconds(299);

    private final ManualClock time = new ManualClock();
    private final ManualTimer timer = new ManualTimer(time);
    private final Deque<CompletableFuture<Token>> fetches = new ArrayDeque<>();
    private final List<Boolean> probes = new ArrayList<>();
    private final CachedToken cached =
            new CachedToken(
                    "mxo",
                    probe -> {
                        probes.add(probe);
                        CompletableFuture<Token> fetch = new CompletableFuture<>();
                        fetches.add(fetch);
                        return fetch;
                    },
                    time,
                    timer);

    private Token token(String value, Duration issued) {
        Lifetime life = Lifetime.of(issued, TIMING);
        long now = time.nanoTime();
        long total = life.total().toNanos();
        Instant wall = time.now();
        return new Token(
                new Secret(value),
                "Bearer",
                null,
                wall,
                wall.plus(life.total()),
                now + total - life.refreshAhead().toNanos(),
                now + total - life.margin().toNanos(),
                now + total);
    }

    private CompletableFuture<Token> fetch() {
        return Objects.requireNonNull(fetches.poll(), "nothing was fetched");
    }

    private Token grant(Duration life) {
        Token token = token("t" + probes.size(), life);
        fetch().complete(token);
        return token;
    }

    private void fail(Reason reason) {
        fetch().completeExceptionally(AuthFailure.of("mxo", reason, "It failed.").build());
    }

    private Token first(Duration life) {
        cached.obtain();
        return grant(life);
    }

    private void pass(long seconds) {
        timer.advance(Duration.ofSeconds(seconds));
    }

    private static AuthFailure failureOf(CompletableFuture<Token> pending) {
        try {
            pending.getNow(null);
            throw new AssertionError("It has not failed");
        } catch (CompletionException e) {
            return (AuthFailure) Objects.requireNonNull(e.getCause());
        }
    }

    @Test
    void cold_callersJoinOneFetch() {
        List<CompletableFuture<Token>> waiting = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            waiting.add(cached.obtain());
        }
        assertThat(probes).hasSize(1);
        Token token = grant(MXO);
        assertThat(waiting).allSatisfy(w -> assertThat(w).isCompletedWithValue(token));
    }

    @Test
    void fetch_thatEndsInAnError_tellsWhoeverWaits_andIsFollowedByAnother() {
        Token token = token("t", MXO);
        Deque<Boolean> faults = new ArrayDeque<>(List.of(true));
        CachedToken faulty =
                new CachedToken(
                        "mxo",
                        probe -> {
                            if (!faults.isEmpty()) {
                                faults.remove();
                                throw new StackOverflowError("as planned");
                            }
                            return CompletableFuture.completedFuture(token);
                        },
                        time,
                        timer);

        assertThat(failureOf(faulty.obtain()))
                .hasMessageContaining("StackOverflowError")
                .hasMessageNotContaining("as planned");
        pass(60);
        assertThat(faulty.obtain()).isCompletedWithValue(token);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "238, 0", "240, 1", "288, 1"})
    void lifeOf299Seconds_isServed_andRenewedFrom239(long second, int renewals) {
        Token token = first(MXO);
        // Not used before, so that no timer renews it.
        pass(second);
        assertThat(cached.current()).isSameAs(token);
        assertThat(fetches).hasSize(renewals);
    }

    @Test
    void lifeOf299Seconds_inItsMargin_callersJoinTheRenewal() {
        Token token = first(MXO);
        pass(290);
        assertThat(cached.current()).isNull();
        CompletableFuture<Token> waiting = cached.obtain();
        assertThat(waiting).isNotDone();
        assertThat(probes).hasSize(2);
        Token renewed = grant(MXO);
        assertThat(waiting).isCompletedWithValue(renewed);
        assertThat(renewed).isNotSameAs(token);
    }

    @Test
    void renewal_inFlight_neverDelaysACaller_andIsOne() {
        Token token = first(MXO);
        pass(240);
        for (int i = 0; i < 100; i++) {
            assertThat(cached.obtain()).isCompletedWithValue(token);
        }
        assertThat(probes).hasSize(2);
        Token renewed = grant(MXO);
        assertThat(cached.obtain()).isCompletedWithValue(renewed);
    }

    @Test
    void usedToken_isRenewedByATimer() {
        first(MXO);
        cached.current();
        pass(240);
        assertThat(fetches).hasSize(1);
        Token renewed = grant(MXO);
        assertThat(cached.current()).isSameAs(renewed);
    }

    @Test
    void renewalThatNeedsALogin_coolsDown_whileTheTokenLives() {
        Token token = first(MXO);
        cached.current();
        pass(240);
        for (int i = 0; i < 3; i++) {
            fail(Reason.LOGIN_REQUIRED);
            assertThat(fetches).as("nothing is asked at once again").isEmpty();
            assertThat(cached.obtain()).isCompletedWithValue(token);
            assertThat(fetches).isEmpty();
            timer.advance(timer.pending().get(0));
        }
        pass(60);
        fail(Reason.LOGIN_REQUIRED);
        assertThat(cached.current()).isNull();
        assertThat(cached.obtain()).as("without a token it is asked for at once").isNotDone();
    }

    @Test
    void loginRequired_howeverOften_makesNoLaterCoolDownLonger() {
        for (int i = 0; i < 50; i++) {
            cached.obtain();
            fail(Reason.LOGIN_REQUIRED);
        }
        CompletableFuture<Token> caller = cached.obtain();
        fail(Reason.STORE);
        assertThat(failureOf(caller).retryAt()).isBefore(time.now().plusMillis(1201));
    }

    @Test
    void loginRequired_ofAFetchThatBeganBeforeALogIn_isNoSetback() {
        CompletableFuture<Token> caller = cached.obtain();
        Token token = token("of-a-log-in", MXO);
        cached.adopt(token);
        fail(Reason.LOGIN_REQUIRED);
        assertThat(caller).isCompletedWithValue(token);
        assertThat(cached.obtain()).isCompletedWithValue(token);
        pass(240);
        cached.current();
        assertThat(fetches).as("its renewal is not held up").hasSize(1);
    }

    @Test
    void idleToken_isNotRenewed() {
        first(MXO);
        cached.current();
        pass(240);
        grant(MXO);
        pass(3600);
        assertThat(probes).hasSize(2);
        assertThat(timer.pending()).isEmpty();
    }

    @Test
    void renewalThatFails_theTokenIsServedToItsEnd() {
        Token token = first(MXO);
        cached.current();
        pass(240);
        fail(Reason.UNAVAILABLE);
        pass(50);
        assertThat(cached.current()).isSameAs(token);
        assertThat(cached.obtain()).isCompletedWithValue(token);
        pass(8);
        assertThat(cached.current()).isSameAs(token);
        pass(2);
        assertThat(cached.current()).isNull();
    }

    @Test
    void renewalThatFailsInTheMargin_servesThoseWhoJoinedIt() {
        Token token = first(MXO);
        pass(290);
        CompletableFuture<Token> waiting = cached.obtain();
        fail(Reason.UNAVAILABLE);
        assertThat(waiting).isCompletedWithValue(token);
    }

    @Test
    void failedRenewal_isRetriedByItself_whileTheTokenLives() {
        first(MXO);
        cached.current();
        pass(240);
        fail(Reason.UNAVAILABLE);
        pass(2);
        assertThat(probes).containsExactly(false, false, true);
    }

    @Test
    void coldFailure_isRemembered_andSaysWhenToRetry() {
        CompletableFuture<Token> one = cached.obtain();
        CompletableFuture<Token> two = cached.obtain();
        fail(Reason.UNAVAILABLE);
        assertThat(failureOf(one)).isSameAs(failureOf(two));
        AuthFailure later = failureOf(cached.obtain());
        assertThat(later.retryAt())
                .isBetween(time.now().plusMillis(800), time.now().plusMillis(1200));
        assertThat(probes).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, 1, 60", "MALFORMED, 1, 60", "REJECTED, 30, 900"})
    void coolDown_doubles_toItsLongest(Reason reason, long first, long longest) {
        long expected = first;
        for (int i = 0; i < 12; i++) {
            CompletableFuture<Token> caller = cached.obtain();
            fail(reason);
            Instant retryAt = failureOf(caller).retryAt();
            assertThat(retryAt)
                    .isBetween(
                            time.now().plusMillis(expected * 800),
                            time.now().plusMillis(expected * 1200));
            timer.advance(Duration.between(time.now(), retryAt).minusMillis(1));
            cached.obtain();
            assertThat(fetches).isEmpty();
            timer.advance(Duration.ofMillis(1));
            expected = Math.min(expected * 2, longest);
        }
    }

    @Test
    void afterACoolDown_oneSingleTryProbes() {
        cached.obtain();
        fail(Reason.UNAVAILABLE);
        pass(2);
        cached.obtain();
        cached.obtain();
        assertThat(probes).containsExactly(false, true);
        Token token = grant(MXO);
        assertThat(cached.current()).isSameAs(token);
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "600, 300"})
    void retryAfter_wins_upToFiveMinutes(long asked, long waited) {
        CompletableFuture<Token> caller = cached.obtain();
        fetch().completeExceptionally(
                        AuthFailure.of("mxo", Reason.UNAVAILABLE, "It is busy.")
                                .retryAfter(Duration.ofSeconds(asked))
                                .build());
        assertThat(failureOf(caller).retryAt()).isEqualTo(time.now().plusSeconds(waited));
    }

    @Test
    void renew_joinsTheRenewalUnderWay() {
        first(MXO);
        pass(240);
        cached.current();
        CompletableFuture<Token> renewed = cached.renew();
        assertThat(probes).hasSize(2);
        Token token = grant(MXO);
        assertThat(renewed).isCompletedWithValue(token);
    }

    @Test
    void renew_endsACoolDown() {
        cached.obtain();
        fail(Reason.REJECTED);
        cached.renew();
        assertThat(probes).hasSize(2);
    }

    @Test
    void renew_thatFails_throws_andKeepsTheToken() {
        Token token = first(MXO);
        CompletableFuture<Token> renewed = cached.renew();
        fail(Reason.REJECTED);
        assertThat(renewed).isCompletedExceptionally();
        assertThat(cached.current()).isSameAs(token);
    }

    @Test
    void hostThatRefusesFreshTokens_isLeftAlone_longerEachTime() {
        long[] pauses = {30, 60, 120, 240, 480, 600, 600};
        Token refused = token("t", MXO);
        for (long pause : pauses) {
            assertThat(cached.mayRenewFor("api", refused, false)).isTrue();
            Token fresh = token("t", MXO);
            cached.refusedAgain("api", fresh, false);
            cached.refusedAgain("api", fresh, false);
            pass(pause - 1);
            assertThat(cached.mayRenewFor("api", fresh, false)).isFalse();
            assertThat(cached.mayRenewFor("other", refused, false)).isTrue();
            pass(1);
        }
        cached.acceptedAgain(API, uri -> "api");
        cached.refusedAgain("api", token("t", MXO), false);
        pass(30);
        assertThat(cached.mayRenewFor("api", refused, false)).isTrue();
    }

    @Test
    void hostThatRefusesAFreshToken_isLeftAlone_whicheverCallCarriesIt() {
        Token refused = first(MXO);
        pass(10);
        assertThat(cached.mayRenewFor("api", refused, false)).isTrue();
        assertThat(cached.mayRenewFor("api", refused, false)).isTrue();
        Token fresh = token("fresh", MXO);
        assertThat(cached.mayRenewFor("other", fresh, false)).isTrue();
        assertThat(cached.mayRenewFor("api", fresh, false)).isFalse();
        assertThat(cached.mayRenewFor("api", refused, false)).isFalse();
    }

    @Test
    void hostThatTakesAToken_isNoLongerOnTrial_afterAWhile() {
        Token refused = first(MXO);
        assertThat(cached.mayRenewFor("api", refused, false)).isTrue();
        Token fresh = token("fresh", MXO);
        pass(30);
        cached.accepted(API, uri -> "api");
        assertThat(cached.mayRenewFor("api", fresh, false)).isTrue();
    }

    @Test
    void hostThatTakesAToken_isStillOnTrial_soonAfter() {
        Token refused = first(MXO);
        assertThat(cached.mayRenewFor("api", refused, false)).isTrue();
        Token fresh = token("fresh", MXO);
        pass(29);
        cached.accepted(API, uri -> "api");
        assertThat(cached.mayRenewFor("api", fresh, false)).isFalse();
    }

    @Test
    void hostThatTookTokens_andSaysInvalid_isLeftAlone_forSecondsOnly() {
        long[] pauses = {1, 2, 4, 8, 16, 30, 30};
        cached.accepted(API, uri -> "api");
        Token refused = token("t", MXO);
        for (long pause : pauses) {
            assertThat(cached.mayRenewFor("api", refused, true)).isTrue();
            Token fresh = token("t", MXO);
            cached.refusedAgain("api", fresh, true);
            if (pause > 1) {
                pass(pause - 1);
                assertThat(cached.mayRenewFor("api", fresh, true)).isFalse();
                pass(1);
            } else {
                pass(1);
            }
        }
    }

    @Test
    void hostThatNeverTookAToken_andSaysInvalid_isLeftAloneForLong() {
        Token refused = token("t", MXO);
        assertThat(cached.mayRenewFor("api", refused, true)).isTrue();
        Token fresh = token("t", MXO);
        cached.refusedAgain("api", fresh, true);
        pass(29);
        assertThat(cached.mayRenewFor("api", fresh, true)).isFalse();
    }

    @Test
    void hostThatTookATokenLongAgo_andSaysInvalid_isLeftAloneForLong() {
        cached.accepted(API, uri -> "api");
        pass(600);
        Token fresh = token("t", MXO);
        cached.refusedAgain("api", fresh, true);
        pass(29);
        assertThat(cached.mayRenewFor("api", fresh, true)).isFalse();
    }

    @Test
    void hostThatTookTokens_butDoesNotSayInvalid_isLeftAloneForLong() {
        cached.accepted(API, uri -> "api");
        Token fresh = token("t", MXO);
        cached.refusedAgain("api", fresh, false);
        pass(29);
        assertThat(cached.mayRenewFor("api", fresh, false)).isFalse();
    }

    @Test
    void tokensThatAreRevokedInARow_areToldOnce() {
        cached.accepted(API, uri -> "api");
        for (int i = 1; i < 5; i++) {
            cached.mayRenewFor("api", token("t" + i, MXO), true);
            pass(10);
            assertThat(cached.isRevokedOften()).isFalse();
        }
        cached.mayRenewFor("api", token("t5", MXO), true);
        assertThat(cached.isRevokedOften()).isTrue();
        assertThat(cached.isRevokedOften()).isFalse();
    }

    @Test
    void tokensThatAreRevokedNowAndThen_areNothingToTell() {
        for (int i = 1; i < 10; i++) {
            cached.accepted(API, uri -> "api");
            cached.mayRenewFor("api", token("t" + i, MXO), true);
            pass(61);
            assertThat(cached.isRevokedOften()).isFalse();
        }
    }

    @Test
    void replace_dropsOnlyTheTokenThatWasRefused() {
        Token refused = first(MXO);
        CompletableFuture<Token> one = cached.replace(refused);
        Token next = grant(MXO);
        CompletableFuture<Token> late = cached.replace(refused);
        assertThat(one).isCompletedWithValue(next);
        assertThat(late).isCompletedWithValue(next);
        assertThat(probes).hasSize(2);
    }

    @Test
    void replace_whileARenewalRuns_joinsIt() {
        Token refused = first(MXO);
        pass(240);
        cached.current();
        CompletableFuture<Token> other = cached.replace(refused);
        assertThat(other).isNotDone();
        assertThat(probes).hasSize(2);
        assertThat(grant(MXO)).isSameAs(other.join());
    }

    @Test
    void invalidate_forgetsTheToken() {
        first(MXO);
        cached.invalidate();
        assertThat(cached.current()).isNull();
        cached.obtain();
        assertThat(probes).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"0", "-5"})
    void lifelessToken_servesThoseWhoJoined_andIsAskedForOnceASecond(long seconds) {
        CompletableFuture<Token> one = cached.obtain();
        CompletableFuture<Token> two = cached.obtain();
        Token token = grant(Duration.ofSeconds(seconds));
        assertThat(one).isCompletedWithValue(token);
        assertThat(two).isCompletedWithValue(token);
        CompletableFuture<Token> three = cached.obtain();
        CompletableFuture<Token> four = cached.obtain();
        assertThat(fetches).isEmpty();
        pass(1);
        assertThat(probes).hasSize(2);
        Token next = grant(Duration.ofSeconds(seconds));
        assertThat(three).isCompletedWithValue(next);
        assertThat(four).isCompletedWithValue(next);
    }

    @Test
    void sourceThatThrows_isAFailureLikeAnyOther() {
        CachedToken broken =
                new CachedToken(
                        "mxo",
                        probe -> {
                            throw new IllegalStateException("secret text");
                        },
                        time,
                        timer);
        AuthFailure failure = failureOf(broken.obtain());
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("mxo").hasMessageNotContaining("secret text");
    }

    @Test
    void evicted_isNoLongerServedOrRenewed() {
        first(MXO);
        cached.current();
        cached.evict();
        assertThat(cached.isGone()).isTrue();
        assertThat(cached.current()).isNull();
        pass(240);
        assertThat(fetches).isEmpty();
    }
}
