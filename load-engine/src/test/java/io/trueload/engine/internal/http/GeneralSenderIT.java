// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.LoadPlan;
import java.util.function.LongSupplier;

/** The general sender behaves as every sender must. */
class GeneralSenderIT extends SenderConformance {

    @Override
    public HttpSender sender(LoadPlan plan, String userAgent, LongSupplier clock) {
        return new GeneralSender(plan, userAgent, clock, NameLookup.SYSTEM);
    }
}
