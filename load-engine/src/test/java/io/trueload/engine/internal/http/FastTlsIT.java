// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.LoadPlan;
import java.util.function.LongSupplier;

/** The fast sender speaks TLS as every sender must. */
class FastTlsIT extends TlsConformance {

    @Override
    public HttpSender sender(LoadPlan plan, String userAgent, LongSupplier clock) {
        return new FastSender(plan, userAgent, clock, NameLookup.SYSTEM);
    }
}
