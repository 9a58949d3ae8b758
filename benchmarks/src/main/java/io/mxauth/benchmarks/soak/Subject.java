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
package io.mxauth.benchmarks.soak;

import io.mxauth.benchmarks.soak.Allowance.Window;
import io.mxauth.sandbox.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One target under test: the trouble it is given, and the sandbox's log of it, read a few seconds
 * late, when all that arrived has been answered. For use by one thread, apart from its ledger.
 */
final class Subject {

    private static final Duration LAG = Duration.ofSeconds(3);
    private static final Duration REST = Duration.ofSeconds(3);
    private static final int UNAUTHORIZED = 401;
    private static final String BEARER = "Bearer ";

    private final Target target;
    private final Random chance;
    private final Ledger ledger = new Ledger();
    private final Allowance allowance;
    private Instant read = Instant.now();
    private Instant quietUntil = Instant.now();
    private @Nullable Trouble trouble;
    private Instant troubleSince = Instant.EPOCH;

    Subject(Target target, Random chance) {
        this.target = target;
        this.chance = chance;
        Duration life = Duration.ofSeconds(8);
        target.issuer().tokenLifetime(life);
        this.allowance = new Allowance(target.refreshes(), life, Instant.now());
    }

    Target target() {
        return target;
    }

    Ledger ledger() {
        return ledger;
    }

    Allowance allowance() {
        return allowance;
    }

    /** Ends the trouble whose time has come, or begins another one by chance. */
    void tick(Instant now) {
        if (now.isBefore(quietUntil)) {
            return;
        }
        if (trouble != null) {
            calm();
            return;
        }
        switch (chance.nextInt(6)) {
            case 0 -> revoke();
            case 1 -> refuseOneCall();
            case 2 -> changeLife();
            default -> begin();
        }
    }

    private void begin() {
        Trouble next = Trouble.ALL.get(chance.nextInt(Trouble.ALL.size()));
        trouble = next;
        troubleSince = Instant.now();
        next.script().accept(target.issuer().tokenFaults());
        quietUntil = Instant.now().plusMillis(1_000 + chance.nextInt(9_000));
    }

    /** Ends the present trouble. */
    void calm() {
        Trouble present = trouble;
        if (present == null) {
            return;
        }
        target.issuer().tokenFaults().clear();
        allowance.window(
                new Window(present.name(), troubleSince, Instant.now(), present.retryAfter()));
        trouble = null;
        rest();
    }

    void revoke() {
        Instant begun = Instant.now();
        target.issuer().revokeAllTokens();
        if (chance.nextBoolean()) {
            target.issuer().revokeAllRefreshTokens();
        }
        ledger.revoked(begun, Instant.now());
        allowance.voided();
        rest();
    }

    /** The sandbox forgets everything, the tokens among it. */
    void forgotten(Instant begun, Duration life) {
        target.issuer().tokenLifetime(life);
        ledger.revoked(begun, Instant.now());
        allowance.voided();
        allowance.live(life, Instant.now());
        rest();
    }

    private void refuseOneCall() {
        target.issuer().apiFaults().refuse(1, UNAUTHORIZED);
        allowance.voided();
        rest();
    }

    private void changeLife() {
        Duration life = Duration.ofSeconds(5 + chance.nextInt(10));
        target.issuer().tokenLifetime(life);
        allowance.live(life, Instant.now());
        rest();
    }

    private void rest() {
        quietUntil = Instant.now().plus(REST).plusMillis(chance.nextInt(3_000));
    }

    /** Reads what was asked up to a few seconds ago, and judges the exchanges of that time. */
    void read(Instant now) {
        Instant known = now.minus(LAG);
        for (RecordedRequest request : target.issuer().requests()) {
            if (request.at().isAfter(read) && !request.at().isAfter(known)) {
                read(request);
            }
        }
        read = known;
        ledger.judge(known);
    }

    private void read(RecordedRequest request) {
        if (request.path().equals(target.tokenPath())) {
            allowance.requested(request.at());
        } else if (request.status() == UNAUTHORIZED) {
            String authorization = String.valueOf(request.header("Authorization"));
            if (authorization.startsWith(BEARER)) {
                ledger.refused(authorization.substring(BEARER.length()), request.at());
            }
        }
    }

    @Override
    public String toString() {
        return target.toString();
    }
}
