// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PublicQuotaTest {

    private static final Origin SHOP = new Origin(false, "shop.test", 80);

    @Test
    void hostThatClosesConnectionsUnused_isNotDialedForever() throws RefusedTargetException {
        var quota = new PublicQuota(false);
        for (int i = 0; i < 1_050; i++) {
            quota.takeOpening(SHOP, false, 0);
        }

        assertThatThrownBy(() -> quota.takeOpening(SHOP, false, 0))
                .isInstanceOf(RefusedTargetException.class)
                .hasMessageContaining("the 1050 attempts to connect that public hosts get are used up");
    }

    @Test
    void quota_usedUp_refusesRequestsConnectionsAndLateRedirects() throws RefusedTargetException {
        var quota = new PublicQuota(false);
        for (int i = 0; i < PublicQuota.CONNECTIONS; i++) {
            quota.takeConnection(SHOP);
        }
        quota.takeConnection(new Origin(false, "other.test", 80));
        for (int i = 0; i < PublicQuota.REQUESTS - 1; i++) {
            quota.takeRequest(SHOP, true, 0);
        }
        quota.takeOpening(SHOP, true, 0);
        quota.takeOpening(SHOP, false, 60_000_000_001L);
        assertThatThrownBy(() -> quota.takeOpening(SHOP, true, 60_000_000_001L)).hasMessageContaining("the 60 s that");
        assertThatThrownBy(() -> quota.takeConnection(SHOP)).hasMessageContaining("the 50 connections that");
        assertThatThrownBy(() -> quota.takeRequest(SHOP, true, 60_000_000_001L)).hasMessageContaining("the 60 s that");
        quota.takeRequest(SHOP, false, 60_000_000_001L);
        assertThatThrownBy(() -> quota.takeRequest(SHOP, false, 0))
                .hasMessage(
                        "not sent to shop.test, which is public: the 1000 requests that public hosts get are used up;"
                                + " allow more with --allow-public or trueload.allow-public");
        assertThatThrownBy(() -> quota.takeOpening(SHOP, false, 0)).hasMessageContaining("the 1000 requests that");
        var unlimited = new PublicQuota(true);
        for (int i = 0; i <= 2 * PublicQuota.REQUESTS; i++) {
            unlimited.takeRequest(SHOP, true, 0);
            unlimited.takeOpening(SHOP, true, 60_000_000_001L);
            unlimited.takeConnection(SHOP);
        }
    }
}
