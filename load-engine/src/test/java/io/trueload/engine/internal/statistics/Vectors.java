// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.statistics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reference values that another program made: {@code src/test/vectors/vectors.py}. */
public final class Vectors {

    private Vectors() {}

    /** Returns the rows of one table. */
    public static List<Row> of(String table) {
        try {
            List<String> lines = Files.readAllLines(Path.of("src", "test", "vectors", table + ".csv"));
            String[] names = lines.get(0).split(",");
            return lines.stream()
                    .skip(1)
                    .map(line -> {
                        String[] cells = line.split(",");
                        Map<String, String> row = new HashMap<>();
                        for (int i = 0; i < names.length; i++) {
                            row.put(names[i], cells[i]);
                        }
                        return new Row(line, row);
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One row, its cells by the names of their columns. */
    public record Row(String line, Map<String, String> cells) {

        /** Returns a cell as a whole number. */
        public long whole(String name) {
            return Long.parseLong(text(name));
        }

        /** Returns a cell as a number. */
        public double number(String name) {
            return Double.parseDouble(text(name));
        }

        String text(String name) {
            String cell = cells.get(name);
            if (cell == null) {
                throw new IllegalArgumentException("no column " + name + " in " + cells.keySet());
            }
            return cell;
        }

        double[] numbers(String name) {
            return Arrays.stream(text(name).split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }

        long[] wholes(String name) {
            return Arrays.stream(text(name).split(" "))
                    .mapToLong(Long::parseLong)
                    .toArray();
        }

        @Override
        public String toString() {
            return line;
        }
    }
}
