// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text

assert log.contains('Load test CatalogueTest.items_areServed: PASS')
