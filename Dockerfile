# SPDX-FileCopyrightText: The Trueload Authors
# SPDX-License-Identifier: Apache-2.0
#
#   docker build -t trueload .
#   docker run --rm trueload -n 200 -c 50 https://example.org/
#
# docs/image.md says what each part weighs, and why it is as it is.

ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-25
ARG RUNTIME_IMAGE=gcr.io/distroless/base-nossl-debian12:nonroot

FROM ${BUILD_IMAGE} AS build
WORKDIR /src

# What changes seldom comes first: with the POMs alone, all that the build downloads is a layer of its own.
COPY .mvn .mvn
COPY pom.xml pom.xml
COPY load-bom/pom.xml load-bom/pom.xml
COPY load-engine/pom.xml load-engine/pom.xml
COPY load-report/pom.xml load-report/pom.xml
COPY load-junit/pom.xml load-junit/pom.xml
COPY load-junit/junit6/pom.xml load-junit/junit6/pom.xml
COPY load-testkit/pom.xml load-testkit/pom.xml
COPY load-cli/pom.xml load-cli/pom.xml
COPY load-otlp/pom.xml load-otlp/pom.xml
COPY examples/pom.xml examples/pom.xml
COPY benchmarks/pom.xml benchmarks/pom.xml
ARG MAVEN_OPTIONS="-B -q -P !format,!error-prone -Dmaven.test.skip=true -Denforcer.skip=true -Djacoco.skip=true"
RUN mvn ${MAVEN_OPTIONS} -pl load-cli -am package && rm -rf */target

# The modules that jdeps finds, and those that are only found at run time: figures of the machine, and options of sockets. What is
# removed is for making another archive of classes, for tools of another JDK, and tools.
RUN jlink --add-modules java.base,java.logging,java.management,java.naming,jdk.httpserver,jdk.management,jdk.net,jdk.unsupported \
      --strip-debug --no-header-files --no-man-pages --compress zip-9 --output /jre \
 && find /jre/lib -name '*.so' -exec strip --strip-unneeded {} + \
 && rm /jre/lib/classlist /jre/lib/jrt-fs.jar /jre/bin/keytool /jre/bin/jwebserver

COPY LICENSE LICENSE
COPY load-engine/src/main load-engine/src/main
COPY load-report/src/main load-report/src/main
COPY load-cli/src/main load-cli/src/main
RUN mvn ${MAVEN_OPTIONS} -pl load-cli -am package \
 && mkdir -p /app/lib /out \
 && cp -p load-cli/target/load-cli.jar load-cli/target/classes/META-INF/sbom/application.cdx.json /app/ \
 && cp -p load-cli/target/lib/*.jar /app/lib/

# What the JVM has to say goes to standard error, since standard output holds the report.
# Methods of some size are compiled each by itself, not once more within each of those that call them; and an exception says
# where it comes from, however often it is thrown (load-cli/RATIONALE.md).
# The live view asks the terminal by foreign functions, of which the JVM warns otherwise.
# The class path is written out, since an AOT cache is good only for the one that it was made with.
RUN printf '%s\n' \
      -Xlog:disable -Xlog:all=warning:stderr \
      -XX:+UseSerialGC -XX:MaxRAMPercentage=70 -XX:InitialRAMPercentage=10 -XX:-UsePerfData -XX:FreqInlineSize=80 \
      -XX:-OmitStackTraceInFastThrow -XX:+ExitOnOutOfMemoryError -XX:+DisableAttachMechanism -Djdk.serialFilter=!* -Dtrueload.image=true \
      --enable-native-access=ALL-UNNAMED \
      -cp "/app/load-cli.jar$(printf ':%s' /app/lib/*.jar)" > /app/java.options
# What users do with the command: its classes are read, linked and known to the compiler when the next one starts. Those of TLS
# would be another 8 MB (docs/image.md).
RUN /jre/bin/java @/app/java.options -XX:AOTCacheOutput=/app/trueload.aot '-Xlog:aot*=error:stderr' \
      io.trueload.cli.TrainingRun \
 && printf '%s\n' -XX:AOTCache=/app/trueload.aot io.trueload.cli.TrueloadCommand >> /app/java.options \
 && chmod -R a+rX /app /jre \
 && chown 65532:65532 /out

FROM ${RUNTIME_IMAGE}
ARG VERSION=0.1.0-SNAPSHOT
LABEL org.opencontainers.image.title="trueload" \
      org.opencontainers.image.description="Loads an HTTP service and reports what its users would have waited" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      io.trueload.sbom="/app/application.cdx.json"
COPY --from=build /jre /jre
COPY --from=build /app /app
COPY --from=build --chown=65532:65532 /out /out
USER 65532:65532
WORKDIR /out
ENTRYPOINT ["/jre/bin/java", "@/app/java.options"]
