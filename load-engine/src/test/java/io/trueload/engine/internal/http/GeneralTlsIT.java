// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.LoadPlan;
import java.util.function.LongSupplier;

/** The general sender speaks TLS as every sender must. */
class GeneralTlsIT extends TlsConformance {

    @Override
    public HttpSender sender(LoadPlan plan, String userAgent, LongSupplier clock) {
        return new GeneralSender(plan, userAgent, clock, NameLookup.SYSTEM);
    }
}
