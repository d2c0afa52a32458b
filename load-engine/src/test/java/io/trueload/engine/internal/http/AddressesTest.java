// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order the addresses of a host are tried. */
class AddressesTest {

    private static final NameLookup THREE = host -> new InetAddress[] {
        InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.3")
    };

    @Test
    void order_beginsWithTheOneThatAnsweredLast() throws RefusedTargetException {
        Addresses addresses = Addresses.lookUp(THREE, "three.test", 80);
        List<InetSocketAddress> before = addresses.inOrder();

        addresses.answered(before.get(1), 1);

        assertThat(addresses.inOrder()).containsExactly(before.get(1), before.get(2), before.get(0));
    }

    @Test
    void order_endsWithThoseThatWereSilent_untilTheyAnswer() throws RefusedTargetException {
        Addresses addresses = Addresses.lookUp(THREE, "three.test", 80);
        List<InetSocketAddress> before = addresses.inOrder();

        addresses.silent(before.get(0), 1);
        assertThat(addresses.inOrder()).containsExactly(before.get(1), before.get(2), before.get(0));
        addresses.answered(before.get(1), 2);
        assertThat(addresses.hasAnswered(before.get(1))).isTrue();
        addresses.silent(before.get(1), 3);
        assertThat(addresses.hasAnswered(before.get(1))).isFalse();
        assertThat(addresses.inOrder()).containsExactly(before.get(2), before.get(1), before.get(0));
        // All silent: still the one that answered last.
        addresses.silent(before.get(2), 4);
        assertThat(addresses.inOrder()).containsExactly(before.get(1), before.get(2), before.get(0));
        addresses.answered(before.get(0), 5);
        assertThat(addresses.inOrder()).containsExactly(before.get(0), before.get(1), before.get(2));
    }

    @Test
    void silence_thatBeganBeforeTheLastAnswer_isNone() throws RefusedTargetException {
        Addresses addresses = Addresses.lookUp(THREE, "three.test", 80);
        InetSocketAddress second = addresses.inOrder().get(1);
        addresses.answered(second, 2);

        addresses.silent(second, 1);

        assertThat(addresses.hasAnswered(second)).isTrue();
        assertThat(addresses.inOrder().get(0)).isEqualTo(second);
    }

    @Test
    void order_thatSomebodyFollows_staysAsItWas_whateverAnswersMeanwhile() throws RefusedTargetException {
        Addresses addresses = Addresses.lookUp(THREE, "three.test", 80);
        var following = addresses.inOrder().iterator();
        InetSocketAddress first = following.next();

        addresses.answered(addresses.inOrder().get(1), 1);

        // Counted from what is preferred now, the second to be tried would be the third address, and then the first
        // again.
        assertThat(first.getAddress().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(following.next().getAddress().getHostAddress()).isEqualTo("127.0.0.2");
        assertThat(following.next().getAddress().getHostAddress()).isEqualTo("127.0.0.3");
    }
}
