// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text

// On a busy machine a first run may miss, and a repeat clear it.
assert log =~ /Load test CatalogueLoadIT\.itemsAreQuick(, run \d)?: PASS/

// The first line of the failure, as it stands in the summary at the end of the build.
def summary = log.substring(log.lastIndexOf('[ERROR] Failures:'))
assert summary =~ /CatalogueLoadIT\.itemsAreQuick: (INVALID: )?p99 < 250ms, but was [3-9]\d\d(\.\d+)?ms/
assert summary.contains('  look next ')
