import type { Type } from '@nestjs/common';
import type { BucketLimit } from '@pinglu/kernel';
import type { BaseServiceConfig } from '../config/base-service-config.js';
import type { ServiceDatabase } from '../database/data-source.js';
import type { ProblemPage } from '../http/problem/problem-page.js';

/** All that makes one service differ from another, as far as the platform is concerned. */
export interface ServiceDefinition<Config extends BaseServiceConfig = BaseServiceConfig> {
  /** As in `apps/`; also its consumer group and the audience of its tokens. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly config: Config;
  /** Lists the concepts of the service. Must provide an `Authenticator`. */
  readonly module: Type;
  readonly database: ServiceDatabase;
  /** Pages for the errors of this service. */
  readonly problems: readonly ProblemPage[];
  /** Calls per API key; not limited when left out. */
  readonly callLimit?: BucketLimit;
  /** Failed authentications per client address. */
  readonly failureLimit?: BucketLimit;
  /** 1 MiB when left out. */
  readonly bodyLimitBytes?: number;
}

/** The token under which the configuration of the service is injected. */
export const SERVICE_CONFIG = Symbol('service configuration');
