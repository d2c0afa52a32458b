// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text

assert log.contains('Load test CatalogueTest.items_areServed: PASS')

// What it ran on.
def report = new File(basedir, 'target/surefire-reports/TEST-com.example.catalogue.CatalogueTest.xml').text
assert report.contains('junit-jupiter-api-6.1.3.jar')
