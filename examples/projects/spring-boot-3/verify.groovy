// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text

assert log.count('Load test RandomPortTest.items_areServed: PASS') == 1
assert log.contains('load tests need JUnit 5.14 or newer: import a newer junit-bom, or with a Spring Boot parent set the property junit-jupiter.version')
