/*
 * Copyright the camel-mxauth authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.mxauth.camel.springboot;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.micrometer.MxAuthMeters;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the component's meters. The component itself looks for one registry in
 * Camel's; an application with several has them bound by Spring Boot, which knows them all. A registry
 * that both find counts once.
 */
@AutoConfiguration(after = MxAuthAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnSingleCandidate(MxAuthComponent.class)
public class MxAuthMetersAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MxAuthMeters mxAuthMeters(MxAuthComponent component) {
        return new MxAuthMeters(component.observations());
    }
}
