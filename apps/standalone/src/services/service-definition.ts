import type { PortSetting } from '../config.js';

/** A program as the supervisor sees it. */
export interface ServiceDefinition {
  /** Also the name of its schema, its roles and its log file. */
  readonly name: string;
  /** Path of the compiled program. */
  readonly entry: string;
  readonly port: PortSetting;
  /** Health and metrics. A stand-in for the outside world has none, and no database and no bus either. */
  readonly managementPort?: PortSetting;
  /** Settings of this program alone. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** One of ours, with a schema of its own; not a stand-in for somebody else. */
export const isOurs = ({ managementPort }: ServiceDefinition): boolean => managementPort !== undefined;
