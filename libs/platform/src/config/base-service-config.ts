import { IsString, Matches, ValidateIf } from 'class-validator';
import {
  DurationSetting,
  Ed25519PublicKeySetting,
  OneOfSetting,
  OptionalHttpUrlSetting,
  OptionalPostgresUrlSetting,
  PortSetting,
  PostgresUrlSetting,
  Setting,
  TextSetting,
} from './setting.js';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const brokers = /^[^\s,:]+:\d{1,5}(,[^\s,:]+:\d{1,5})*$/;

/** What every service reads from its environment. Properties are spelled like the variables, so that one can grep. */
export class BaseServiceConfig {
  @TextSetting('the address to listen on, such as 127.0.0.1')
  HOST: string = '127.0.0.1';

  @PortSetting()
  PORT: number;

  @PortSetting()
  MANAGEMENT_PORT: number;

  @PostgresUrlSetting()
  DATABASE_URL: string;

  /** The owner's connection. When set, the service migrates its schema at boot; else it only checks it. */
  @OptionalPostgresUrlSetting()
  MIGRATION_DATABASE_URL?: string;

  @Setting(
    'a list such as kafka-1:9092,kafka-2:9092 (or set BUS_DATABASE_URL to do without Kafka)',
    ValidateIf((config: BaseServiceConfig) => config.KAFKA_BROKERS !== undefined || !config.BUS_DATABASE_URL),
    IsString(),
    Matches(brokers),
  )
  KAFKA_BROKERS?: string;

  @OptionalPostgresUrlSetting()
  BUS_DATABASE_URL?: string;

  @OneOfSetting(logLevels)
  LOG_LEVEL: LogLevel = 'info';

  /** Switches tracing on. */
  @OptionalHttpUrlSetting()
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  @Ed25519PublicKeySetting()
  INTERNAL_TOKEN_PUBLIC_KEY: string;

  /** How long work in hand may take after a stop was asked for. */
  @DurationSetting({ min: 0, max: 600_000 })
  SHUTDOWN_GRACE_MS: number = 10_000;

  /** The broker addresses one by one; empty when the PostgreSQL event log is used. */
  get kafkaBrokers(): readonly string[] {
    return this.KAFKA_BROKERS?.split(',') ?? [];
  }
}
