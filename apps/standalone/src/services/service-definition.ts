import type { PortSetting } from '../config.js';

/** A service as the supervisor sees it: a program with two ports. */
export interface ServiceDefinition {
  /** Also the name of its schema, its roles and its log file. */
  readonly name: string;
  /** Path of the compiled program. */
  readonly entry: string;
  readonly port: PortSetting;
  readonly managementPort: PortSetting;
  /** Settings of this service alone. */
  readonly environment?: Readonly<Record<string, string>>;
}
