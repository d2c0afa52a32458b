// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** Skips tests, with a reason, where no container engine or no image is; unless the environment requires them. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresDocker.Condition.class)
@interface RequiresDocker {

    /** Decides it. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if ("true".equals(System.getenv("TRUELOAD_REQUIRE_DOCKER"))) {
                return ConditionEvaluationResult.enabled("TRUELOAD_REQUIRE_DOCKER=true");
            }
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return ConditionEvaluationResult.disabled("no container engine answers");
            }
            boolean there = DockerClientFactory.instance().client().listImagesCmd().exec().stream()
                    .anyMatch(image -> image.getRepoTags() != null
                            && List.of(image.getRepoTags())
                                    .contains(DockerImageName.parse(LoadTesterContainer.image())
                                            .asCanonicalNameString()));
            return there
                    ? ConditionEvaluationResult.enabled("engine and image are there")
                    : ConditionEvaluationResult.disabled(
                            "there is no image " + LoadTesterContainer.image() + ": docker build -t trueload .");
        }
    }
}
