// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from PEM files, and what is said of those that cannot be. */
class PemFileTest {

    private static final String CONVERT = "; convert it with: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW";

    /** Made with openssl for this test, and good for nothing else: EC on P-256, valid until 2126. */
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBdTCCARugAwIBAgIUZkgWhNYDAoqAP37VI6Z7NyzVcOgwCgYIKoZIzj0EAwIw
            DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjMxNjMzNTJaGA8yMTI2MTAzMDE2MzM1
            MlowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABKHt
            fshoBb2gFHypbY3luAGhogaRLud512o6eIJwyUYewTaqT9+2GTwGucAgltnSj9Uu
            JGiud8tLJNP5B0aiDxGjUzBRMB0GA1UdDgQWBBSMed2iN2wcyGwH/3w6QjmC9xHM
            bzAfBgNVHSMEGDAWgBSMed2iN2wcyGwH/3w6QjmC9xHMbzAPBgNVHRMBAf8EBTAD
            AQH/MAoGCCqGSM49BAMCA0gAMEUCIQCPzesw0zZKfy4KxcRJiiVK84Zbhy5J7VoX
            5vjMnDJjJAIgfePXM89rES6BmFEiUO7n//4TTbq4FyuEmzDkRbvn7Sc=
            -----END CERTIFICATE-----
            """;

    private static final String KEY = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgIAsUA6oDnZ0YrXLC
            G6iAKuEDzDAB4YaRV7eaQR0MofahRANCAASh7X7IaAW9oBR8qW2N5bgBoaIGkS7n
            eddqOniCcMlGHsE2qk/fthk8BrnAIJbZ0o/VLiRornfLSyTT+QdGog8R
            -----END PRIVATE KEY-----
            """;

    private static final String OTHER_KEY = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg/tSnAsxj2JlYRmU6
            bdX1Zn4cYXJCWp3K8f4kA/CTp1GhRANCAASxZ4rFRm3GkpoIdj0FbSi5RKRyFrRA
            3ATCc/JZgf1pE7ffOJMXL/Lp8v4p2aIwPbKqTmT8uFc/M3h2SMP1BjcT
            -----END PRIVATE KEY-----
            """;

    private static final String RSA_CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIDATCCAemgAwIBAgIUGw9i0K5ygLrMyZCNBZ1xJqqaat0wDQYJKoZIhvcNAQEL
            BQAwDzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjMxNjMzNTNaGA8yMTI2MTAzMDE2
            MzM1M1owDzENMAsGA1UEAwwEdGVzdDCCASIwDQYJKoZIhvcNAQEBBQADggEPADCC
            AQoCggEBAKBRZBJ239X/CDq2gWGpbe9zKi9caCYDz95qHslsM6iz0nZ4DPhdzlb3
            22cEF/gWVBZi/1ZREwYZrWo+6jPEySjuekeZLkPLHAfgWDy0MpkgMuhOTskXdFvr
            tb0CyWKs9uVYaZW2EAIXYtWT7HLQ4sYu+xmr2JtwFBVCYtWQtfHAXn71Ruw6TwI+
            LSpq2z6ggPSpUM4stliqBnqfsqz1MdhdZHgPW0kIshrvCg27WPuM9u1/R0ueHjDn
            +kOXD1fHAiH/Ik74FI2HhwF6u62ZGy6eLtfDf+RMe5GwYSXHkAcpriC3bis9zF9N
            2RbG4VVet1n4W2Pq+GskLBpuXcbpCYUCAwEAAaNTMFEwHQYDVR0OBBYEFLneDARF
            tRm2i1dfnvae5ng7N9IfMB8GA1UdIwQYMBaAFLneDARFtRm2i1dfnvae5ng7N9If
            MA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBAGy/5jvQXOpRwbHn
            xksNfvSA1YyatDxD7oGqQL9DqCwyekjsnM5nPlPovWDDRAt7aGgxOK5at9OyB0XC
            PK7o6Y3HVn8boSTT2o8/BS/dEx32E93qdp/nOXrkFhaN+EAi57AS7ZzUs/umGIPJ
            UYjNceU3Hddj5fWTT82/jjTDLGJaqut7QWIAGg6vkJW06NSEeKYvTwihzY1iFDzU
            0Js4Kv8iWoxpkL7YaYkMyNVZslYNxgmiSZmARGEtCgFrUhUS2gGOng7jvc7+dkZw
            8HjUJM3SHwBlZEeU2O2QaD0F1I1ftOO17RO5reD/HVEdoyw+Eo/capZw4IzAwidJ
            sVyc1Tk=
            -----END CERTIFICATE-----
            """;

    private static final String RSA_KEY = """
            -----BEGIN PRIVATE KEY-----
            MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQCgUWQSdt/V/wg6
            toFhqW3vcyovXGgmA8/eah7JbDOos9J2eAz4Xc5W99tnBBf4FlQWYv9WURMGGa1q
            PuozxMko7npHmS5DyxwH4Fg8tDKZIDLoTk7JF3Rb67W9AslirPblWGmVthACF2LV
            k+xy0OLGLvsZq9ibcBQVQmLVkLXxwF5+9UbsOk8CPi0qats+oID0qVDOLLZYqgZ6
            n7Ks9THYXWR4D1tJCLIa7woNu1j7jPbtf0dLnh4w5/pDlw9XxwIh/yJO+BSNh4cB
            erutmRsuni7Xw3/kTHuRsGElx5AHKa4gt24rPcxfTdkWxuFVXrdZ+Ftj6vhrJCwa
            bl3G6QmFAgMBAAECggEAGPmtCyJZSyOEwu7RN6d3QLUyhnfRItD3tnjWTH9OifLf
            sASSUrP8c/h/hewxlrzVwzoPeME/IzVnWnSsND3tL7L9Oj+/ISEYgBKfdG+HLWtC
            ewXOCM5eWn6dTLGNMZHsEb0lD8Vx931wsICvtpBbr8+8XxqyLz715fz2XDqD2cIk
            5q66HlLwpwJkE/dSBMok+8X08MyyMgDo74xSO/4AaUP+CbtFMf9H1MHuUsXVkgyX
            8+5JrY5zegMaS4gM2nbQOxicLiLBfMiuhXLsh2v3n8KdSqhN8I5iSixO8eDVosMs
            x0x8ROxqRiFcM3OSyzJXz52VpmY6M6Auy4ZyQjQPeQKBgQDMlssJexMR668ukS0J
            sqMXS0q18Y2qzIqalS8HKCWqyJnxwUoPw5tnwFFohTGUZMP5zXzNvIgtAyyPdGWL
            pGIuq09xdrJajSGGOnscm31TQmjXFEZzjxhZNC1VrHfHD6IpYeamU0lA09MyS5KV
            HEx+3Kr8agvdNNUmDMr3Mb+dTQKBgQDImqOXSZKH+rgQTFeDedg/AaNXEupuMKTE
            U8jfnWcD155n9TQjA3ssWhUmmkSRQlAOdPX6nOEl12TQ85RsCWgBa569dQl9QjUW
            oePop4s3GggR/pXs7L5D0AqhQWO0vgOiWJHEjg0TO2bVr99454h7edNpCzAv4hTd
            x3MtGLrhGQKBgBF6hIgf0qZCS2ogDwf4EgTocs6Of3rrFKBWRHlJDcbEcpp71/b2
            0C0R+iKC1pSF81RBIPt2su+diM4MtKw0dArmqdfYuy4PRqDwGBp+kjttvgU5/zba
            L8tXMNRT8ru38zOz4H+vN9/o+O8gE7rXexWPhrAf4zmXzOn+R8zMnEE1AoGAZ8fg
            1FbisOibqwrjx4gUwNvnFhgaIjGWPF+gL1euQMWfFOc9NtQJODPOd28eBAxLgH8v
            9pyMulgJtzQc2Buxq/JyaE+RPjUvY+sTDn0HP9V+0VhlVfJQqKKLrUs3+vzGwomR
            uB9JUmbL18cqFNGrwT2QiuqX3l3XL7mMs4r0u5kCgYBvePaqywYnY5mZlU3otdFZ
            83befZwSv9MSnfo93hLI5hOOy/xitlTsMIMKnnJJcXngux8aigU7CP80/Pkw9E6O
            LvQQ4AflW8YIHKhbAWbnvMEtYg4HGFsbM9+KD5aPR25byZneeS+5GEXjmFzpndFI
            1+4RXi90Msc4DLUbz+Ol6Q==
            -----END PRIVATE KEY-----
            """;

    private static final String ED_CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBNDCB56ADAgECAhRL2a2y3ZkbEKqw+WXfCoEbLc+fdDAFBgMrZXAwDzENMAsG
            A1UEAwwEdGVzdDAgFw0yNjExMjMxNjMzNTNaGA8yMTI2MTAzMDE2MzM1M1owDzEN
            MAsGA1UEAwwEdGVzdDAqMAUGAytlcAMhALJxYLkUFo3BUjav2f++A8eHgKpbTYR8
            GeBL0u2tnphbo1MwUTAdBgNVHQ4EFgQU+JkatXwaWEbV0GTCqIFa0KD1eZkwHwYD
            VR0jBBgwFoAU+JkatXwaWEbV0GTCqIFa0KD1eZkwDwYDVR0TAQH/BAUwAwEB/zAF
            BgMrZXADQQCxbY9ijUhgECiLNNAwW/3AZduRQTcQjUwEc4x6aBqYJON3ADd0RHgD
            4AIYt4SeqFmFgw9I6TG+a9iHBSN+6HcG
            -----END CERTIFICATE-----
            """;

    private static final String ED_KEY = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIOUtI5ZCudJzM7jd+jGiHBVmLqOUZr1AtFNGWcef5G9A
            -----END PRIVATE KEY-----
            """;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("file.pem");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(file, text);
    }

    private static X509Certificate certificate(Path folder, String text) throws IOException {
        return PemFile.certificates(Files.writeString(folder.resolve("certificate.pem"), text))
                .get(0);
    }

    @Test
    void certificates_oneOrMore_areReadInOrder() throws IOException {
        List<X509Certificate> certificates =
                PemFile.certificates(file("Some words.\n" + CERTIFICATE + RSA_CERTIFICATE));

        assertThat(certificates)
                .extracting(each -> each.getPublicKey().getAlgorithm())
                .containsExactly("EC", "RSA");
    }

    @Test
    void certificates_withoutOne_areRefused() throws IOException {
        for (String text :
                new String[] {"", "words", KEY, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"}) {
            file(text);
            assertThatThrownBy(() -> PemFile.certificates(file))
                    .isInstanceOf(LoadRunException.class)
                    .hasMessage(
                            "not a PEM file with certificates: " + file + "; it must hold BEGIN CERTIFICATE blocks");
        }
    }

    @Test
    void file_missing_isRefused() throws IOException {
        X509Certificate certificate = certificate(directory, CERTIFICATE);

        assertThatThrownBy(() -> PemFile.certificates(file))
                .isInstanceOf(LoadRunException.class)
                .hasMessage("no such file: " + file);
        assertThatThrownBy(() -> PemFile.privateKey(file, certificate))
                .isInstanceOf(LoadRunException.class)
                .hasMessage("no such file: " + file);
    }

    @Test
    void file_thatIsADirectory_isRefused() {
        assertThatThrownBy(() -> PemFile.certificates(directory))
                .isInstanceOf(LoadRunException.class)
                .hasMessage("cannot read " + directory + ": Is a directory");
    }

    @Test
    void key_ofItsCertificate_isRead() throws IOException {
        assertThat(PemFile.privateKey(file(KEY), certificate(directory, CERTIFICATE))
                        .getAlgorithm())
                .isEqualTo("EC");
        assertThat(PemFile.privateKey(file("words\n" + RSA_KEY), certificate(directory, RSA_CERTIFICATE))
                        .getAlgorithm())
                .isEqualTo("RSA");
        assertThat(PemFile.privateKey(file(ED_KEY), certificate(directory, ED_CERTIFICATE))
                        .getAlgorithm())
                .isEqualTo("EdDSA");
    }

    @Test
    void key_ofAnotherCertificate_isRefused() throws IOException {
        X509Certificate certificate = certificate(directory, CERTIFICATE);
        for (String other : new String[] {OTHER_KEY, RSA_KEY, ED_KEY}) {
            file(other);
            assertThatThrownBy(() -> PemFile.privateKey(file, certificate))
                    .isInstanceOf(LoadRunException.class)
                    .hasMessage("key does not belong to the EC certificate: " + file);
        }
    }

    @Test
    void key_inAnotherForm_isRefusedWithTheWayOut() throws IOException {
        X509Certificate certificate = certificate(directory, CERTIFICATE);
        for (String label : new String[] {"EC PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PUBLIC KEY"}) {
            file(KEY.replace("PRIVATE KEY", label));
            assertThatThrownBy(() -> PemFile.privateKey(file, certificate))
                    .isInstanceOf(LoadRunException.class)
                    .hasMessage("not a PEM file with an unencrypted PKCS#8 key: " + file + CONVERT);
        }
    }

    @Test
    void key_thatIsNoKey_isRefused() throws IOException {
        X509Certificate certificate = certificate(directory, CERTIFICATE);
        file("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> PemFile.privateKey(file, certificate))
                .isInstanceOf(LoadRunException.class)
                .hasMessage("key does not belong to the EC certificate: " + file);
    }
}
