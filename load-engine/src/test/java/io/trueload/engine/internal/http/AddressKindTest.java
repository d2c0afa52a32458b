// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKindTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, LOOPBACK",
        "127.255.255.254, LOOPBACK",
        "::1, LOOPBACK",
        "10.0.0.1, PRIVATE",
        "9.255.255.255, PUBLIC",
        "11.0.0.0, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.16.0.0, PRIVATE",
        "172.31.255.255, PRIVATE",
        "172.32.0.0, PUBLIC",
        "192.168.0.1, PRIVATE",
        "192.167.255.255, PUBLIC",
        "192.169.0.0, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.64.0.0, PRIVATE",
        "100.127.255.255, PRIVATE",
        "100.128.0.0, PUBLIC",
        "fc00::1, PRIVATE",
        "fdff:ffff::1, PRIVATE",
        "fe00::1, PUBLIC",
        "fec0::1, PRIVATE",
        "8.8.8.8, PUBLIC",
        "203.0.113.1, PUBLIC",
        "2001:db8::1, PUBLIC",
        "169.253.255.255, PUBLIC",
        "169.254.0.0, LINK_LOCAL",
        "169.254.169.254, LINK_LOCAL",
        "169.254.255.255, LINK_LOCAL",
        "169.255.0.0, PUBLIC",
        "fe80::1, LINK_LOCAL",
        "febf:ffff::1, LINK_LOCAL",
        "fd00:ec2::254, METADATA",
        "fd20:ce::254, METADATA",
        "100.100.100.200, METADATA",
        "100.100.100.201, PRIVATE",
        "224.0.0.1, MULTICAST",
        "239.255.255.255, MULTICAST",
        "240.0.0.1, PUBLIC",
        "ff02::1, MULTICAST",
        "255.255.255.255, BROADCAST",
        "255.255.255.254, PUBLIC",
        "0.0.0.0, UNSPECIFIED",
        "0.1.2.3, UNSPECIFIED",
        "::, UNSPECIFIED",
        "::ffff:169.254.169.254, LINK_LOCAL",
        "::ffff:10.0.0.1, PRIVATE",
        "::ffff:8.8.8.8, PUBLIC",
        "::169.254.169.254, LINK_LOCAL",
        "::ffff:0.0.0.0, UNSPECIFIED",
        "64:ff9b::169.254.169.254, LINK_LOCAL",
        "64:ff9b::8.8.8.8, PUBLIC",
        "2002:a9fe:a9fe::1, LINK_LOCAL",
        "2002:0808:0808::1, PUBLIC"
    })
    void address_isOfItsKind(String address, AddressKind kind) throws UnknownHostException {
        assertThat(AddressKind.of(InetAddress.getByName(address))).isEqualTo(kind);
    }

    @Test
    void mappedAddress_asBytes_isOfTheKindOfWhatItCarries() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 169, (byte) 254, 1, 1};
        assertThat(AddressKind.of(Inet6Address.getByAddress("mapped", mapped, 0)))
                .isEqualTo(AddressKind.LINK_LOCAL);
    }

    @ParameterizedTest
    @CsvSource({
        "LOOPBACK, false",
        "PRIVATE, false",
        "PUBLIC, false",
        "LINK_LOCAL, true",
        "METADATA, true",
        "MULTICAST, true",
        "BROADCAST, true",
        "UNSPECIFIED, true"
    })
    void kind_isForbiddenOrNot_withAReason(AddressKind kind, boolean forbidden) {
        assertThat(kind.isForbidden()).isEqualTo(forbidden);
        assertThat(kind.objection().isEmpty()).isNotEqualTo(forbidden);
    }

    @Test
    void host_withAGoodAndAForbiddenAddress_isRefused() {
        assertThatThrownBy(() -> Addresses.lookUp(names("8.8.8.8", "169.254.169.254"), "two.example", 80))
                .isInstanceOf(RefusedTargetException.class)
                .hasMessage("two.example has the address 169.254.169.254, which is link-local, where clouds keep their"
                        + " metadata: nothing is ever sent there");
    }

    @Test
    void host_ofSeveralKinds_isOfTheFarthest() throws RefusedTargetException {
        assertThat(Addresses.lookUp(names("127.0.0.1", "8.8.8.8", "10.0.0.1"), "h", 80)
                        .kind())
                .isEqualTo(AddressKind.PUBLIC);
        assertThat(Addresses.lookUp(names("127.0.0.1", "10.0.0.1"), "h", 80).kind())
                .isEqualTo(AddressKind.PRIVATE);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, LOOPBACK",
        "a.localhost, LOOPBACK",
        "127.0.0.1, LOOPBACK",
        "10.0.0.1, PRIVATE",
        "8.8.8.8, PUBLIC",
        "intranet, PUBLIC"
    })
    void hostBehindAProxy_isJudgedByWhatIsKnownHere(String host, AddressKind kind) throws RefusedTargetException {
        assertThat(Addresses.behindProxy(host)).isEqualTo(kind);
    }

    @Test
    void forbiddenAddressBehindAProxy_isRefused() {
        assertThatThrownBy(() -> Addresses.behindProxy("169.254.169.254"))
                .isInstanceOf(RefusedTargetException.class)
                .hasMessage(
                        "169.254.169.254 is link-local, where clouds keep their metadata: nothing is ever sent there");
    }

    private static NameLookup names(String... addresses) {
        return host -> {
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < addresses.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
        };
    }
}
