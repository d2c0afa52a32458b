// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which address of a host is tried, and for how long, on a clock that stands at some instant in milliseconds. */
class AddressSearchTest {

    private static final Exception SILENT = new SocketTimeoutException("silent");
    private static final Exception REFUSED = new ConnectException("refused");
    private static final Exception NO_PORTS = new BindException("Cannot assign requested address");
    private static final long TIME = 4_000;

    private static Addresses addresses(int count) throws RefusedTargetException {
        NameLookup names = host -> {
            var all = new InetAddress[count];
            for (int i = 0; i < count; i++) {
                all[i] = InetAddress.getByName("127.0.0." + (i + 1));
            }
            return all;
        };
        return Addresses.lookUp(names, "some.test", 80);
    }

    private final FailedAddresses failed = new FailedAddresses();

    private AddressSearch search(Addresses addresses) {
        return new AddressSearch(addresses, failed, 0, nanos(TIME));
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Says which address is tried, and for how many milliseconds. */
    private static String tried(AddressSearch search, long atMillis) {
        String address = search.current().getAddress().getHostAddress();
        return address.substring(address.lastIndexOf('.') + 1) + " for "
                + search.timeout(nanos(atMillis)).toMilliseconds();
    }

    @Test
    void onlyAddress_hasAllTheTime_andTheReactorASecondMore() throws RefusedTargetException {
        AddressSearch search = search(addresses(1));

        assertThat(tried(search, 0)).isEqualTo("1 for 5000");
        assertThat(search.goOn(SILENT, nanos(5_001))).isFalse();
        assertThat(search.why()).isSameAs(SILENT);
        assertThat(failed.describe()).isEmpty();
    }

    @Test
    void silentAddress_hasHalfOfTheTime_andIsTriedAgainAtLast() throws RefusedTargetException {
        AddressSearch search = search(addresses(2));

        assertThat(tried(search, 0)).isEqualTo("1 for 2000");
        assertThat(search.goOn(SILENT, nanos(2_000))).isTrue();
        assertThat(tried(search, 2_000)).isEqualTo("2 for 1000");
        assertThat(search.goOn(REFUSED, nanos(2_001))).isTrue();
        assertThat(tried(search, 2_001)).isEqualTo("1 for 2999");
        assertThat(search.goOn(SILENT, nanos(5_000))).isFalse();
        assertThat(search.why()).isSameAs(SILENT);
    }

    @Test
    void refusals_takeNoTime_andTheFirstIsTheReason() throws RefusedTargetException {
        AddressSearch search = search(addresses(2));

        assertThat(search.goOn(REFUSED, nanos(1))).isTrue();
        assertThat(tried(search, 1)).isEqualTo("2 for 4999");
        assertThat(search.goOn(new ConnectException("another"), nanos(2))).isFalse();
        assertThat(search.why()).isSameAs(REFUSED);
        assertThat(failed.describe()).isEqualTo("127.0.0.1 (1 attempt), 127.0.0.2 (1 attempt)");
    }

    @Test
    void silence_saysMoreThanARefusal() throws RefusedTargetException {
        AddressSearch search = search(addresses(2));

        search.goOn(REFUSED, nanos(1));
        search.goOn(SILENT, nanos(5_000));
        assertThat(search.why()).isSameAs(SILENT);
    }

    /** Ports are counted for each address of the target. */
    @Test
    void shortageOfTheGenerator_isTheReason_ifNoOtherAddressAnswers() throws RefusedTargetException {
        AddressSearch search = search(addresses(3));

        search.goOn(SILENT, nanos(2_000));
        assertThat(search.goOn(NO_PORTS, nanos(2_000))).isTrue();
        search.goOn(SILENT, nanos(5_000));
        assertThat(search.why()).isSameAs(NO_PORTS);
        assertThat(failed.describe()).isEqualTo("127.0.0.1 (1 attempt), 127.0.0.3 (1 attempt)");
    }

    @Test
    void addressThatHasAnswered_hasAllTheTime_untilItIsSilent() throws RefusedTargetException {
        Addresses addresses = addresses(2);
        search(addresses).found(nanos(-1));

        AddressSearch search = search(addresses);
        assertThat(tried(search, 0)).isEqualTo("1 for 5000");
        assertThat(search.goOn(SILENT, nanos(5_000))).isFalse();

        assertThat(failed.describe()).isEqualTo("127.0.0.1 (1 attempt)");
        assertThat(tried(search(addresses), 0)).isEqualTo("2 for 2000");
    }

    @Test
    void refusalOfAnAddressThatHasAnswered_changesNothingForOthers() throws RefusedTargetException {
        Addresses addresses = addresses(2);
        search(addresses).goOn(SILENT, nanos(2_000));
        AddressSearch second = search(addresses);
        second.found(nanos(1));

        assertThat(second.goOn(REFUSED, nanos(1))).isTrue();
        assertThat(tried(search(addresses), 0)).isEqualTo("2 for 5000");
    }

    @Test
    void allOfThreeSilent_haveASecondChanceEach_andNoTimeThatIsNotThere() throws RefusedTargetException {
        AddressSearch search = search(addresses(3));
        String all = tried(search, 0);
        long now = search.timeout(0).toMilliseconds();
        while (search.goOn(SILENT, nanos(now))) {
            all += ", " + tried(search, now);
            now += search.timeout(nanos(now)).toMilliseconds();
        }

        assertThat(all).isEqualTo("1 for 2000, 2 for 1000, 3 for 500, 1 for 250, 2 for 125, 3 for 1125");
    }

    @Test
    void noTimeLeft_isAMillisecond_andNotForEver() throws RefusedTargetException {
        AddressSearch search = new AddressSearch(addresses(2), failed, 0, 0);

        assertThat(tried(search, 0)).isEqualTo("1 for 1");
        assertThat(search.goOn(SILENT, nanos(1))).isFalse();
    }

    @Test
    void timeOut_isEarly_beforeTheShareIsOver_whichItKeeps() throws RefusedTargetException {
        AddressSearch search = search(addresses(2));

        // The reactor is told a moment after the share was given out.
        assertThat(search.timeout(1).toMilliseconds()).isEqualTo(2_000);
        assertThat(search.isEarly(nanos(1_999))).isTrue();
        assertThat(tried(search, 1_999)).isEqualTo("1 for 1");
        assertThat(search.isEarly(nanos(2_000))).isFalse();
    }
}
