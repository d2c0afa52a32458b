// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text

// The test says which binding it found: none of ours.
assert log.count('logging: org.slf4j.helpers.NOPLoggerFactory') == 1
assert log.count('logging: ch.qos.logback.classic.LoggerContext') == 1
assert log.count('logging: org.apache.logging.slf4j.Log4jLoggerFactory') == 1
assert !log.contains('multiple SLF4J providers')
assert log.count('Load test CatalogueTest.items_areServed: PASS') == 3
// Nothing is logged on plain HTTP, even by Logback, which shows everything unless it is configured.
assert !log.contains('DEBUG')
