import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Sentence } from '../bootstrap/sentence.mjs';

/** A port of ours: what it is for and which variable moves it. */
export interface PortSetting {
  readonly port: number;
  /** In the reader's words; finishes "Port 8080 (…)". */
  readonly purpose: string;
  readonly variable: string;
}

export interface Ports {
  readonly gateway: PortSetting;
  readonly gatewayManagement: PortSetting;
  readonly inventory: PortSetting;
  readonly inventoryManagement: PortSetting;
  readonly catalog: PortSetting;
  readonly catalogManagement: PortSetting;
  readonly orders: PortSetting;
  readonly ordersManagement: PortSetting;
  readonly customs: PortSetting;
  readonly customsManagement: PortSetting;
  readonly settlement: PortSetting;
  readonly settlementManagement: PortSetting;
  readonly lazadaSimulator: PortSetting;
  readonly shopeeSimulator: PortSetting;
  readonly customsSimulator: PortSetting;
  readonly postgres: PortSetting;
  readonly kafka: PortSetting;
  readonly kafkaController: PortSetting;
}

export interface StandaloneConfig {
  /** The repository's root. */
  readonly root: string;
  readonly stateDirectory: string;
  readonly logDirectory: string;
  readonly lockFile: string;
  readonly ports: Ports;
  /** How long services may finish what they have in hand. */
  readonly shutdownGraceMs: number;
  /** A broker that somebody else runs. */
  readonly kafkaBrokers: string | undefined;
  /** EVENT_BUS=postgres: do without Kafka even where it could run; saves about 400 MB of memory. */
  readonly withoutKafka: boolean;
  /** What services get on top of their own settings: the environment of the person who started us, without npm's. */
  readonly inherited: Readonly<Record<string, string>>;
}

/** From `src` and from `dist` alike. */
const root = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');

/** @throws Sentence naming the variable that is wrong */
export function readConfig(env: NodeJS.ProcessEnv = process.env): StandaloneConfig {
  const stateDirectory = resolve(root, env.PINGLU_STATE_DIR || '.pinglu');
  return {
    root,
    stateDirectory,
    logDirectory: join(stateDirectory, 'logs'),
    lockFile: join(stateDirectory, 'run.json'),
    ports: readPorts(env),
    shutdownGraceMs: wholeNumber(env, 'SHUTDOWN_GRACE_MS', { fallback: 10_000, min: 0, max: 600_000 }),
    kafkaBrokers: env.KAFKA_BROKERS || undefined,
    withoutKafka: chosenBus(env) === 'postgres',
    inherited: inheritedBy(env),
  };
}

function readPorts(env: NodeJS.ProcessEnv): Ports {
  const port = (variable: string, fallback: number, purpose: string): PortSetting => ({
    port: wholeNumber(env, variable, { fallback, min: 1, max: 65_535 }),
    purpose,
    variable,
  });
  return {
    gateway: port('GATEWAY_PORT', 8080, 'gateway'),
    gatewayManagement: port('GATEWAY_MANAGEMENT_PORT', 9080, 'health and metrics of the gateway'),
    inventory: port('INVENTORY_PORT', 8082, 'inventory'),
    inventoryManagement: port('INVENTORY_MANAGEMENT_PORT', 9082, 'health and metrics of inventory'),
    catalog: port('CATALOG_PORT', 8081, 'catalog-sync'),
    catalogManagement: port('CATALOG_MANAGEMENT_PORT', 9081, 'health and metrics of catalog-sync'),
    orders: port('ORDERS_PORT', 8083, 'order-ingestion'),
    ordersManagement: port('ORDERS_MANAGEMENT_PORT', 9083, 'health and metrics of order-ingestion'),
    customs: port('CUSTOMS_PORT', 8085, 'customs-declaration'),
    customsManagement: port('CUSTOMS_MANAGEMENT_PORT', 9085, 'health and metrics of customs-declaration'),
    settlement: port('SETTLEMENT_PORT', 8086, 'settlement'),
    settlementManagement: port('SETTLEMENT_MANAGEMENT_PORT', 9086, 'health and metrics of settlement'),
    lazadaSimulator: port('LAZADA_SIMULATOR_PORT', 8091, 'simulated Lazada'),
    shopeeSimulator: port('SHOPEE_SIMULATOR_PORT', 8092, 'simulated Shopee'),
    customsSimulator: port('CUSTOMS_SIMULATOR_PORT', 8094, 'simulated customs'),
    postgres: port('POSTGRES_PORT', 15_432, 'PostgreSQL'),
    kafka: port('KAFKA_PORT', 19_092, 'Kafka'),
    kafkaController: port('KAFKA_CONTROLLER_PORT', 19_093, 'Kafka controller'),
  };
}

interface Range {
  readonly fallback: number;
  readonly min: number;
  readonly max: number;
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, { fallback, min, max }: Range): number {
  const text = env[name]?.trim();
  if (!text) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new Sentence(`${name} is wrong: expected a whole number from ${min} to ${max}. Correct it or leave it out.`);
}

function chosenBus(env: NodeJS.ProcessEnv): 'postgres' | undefined {
  const choice = env.EVENT_BUS || undefined;
  if (choice === undefined || choice === 'postgres') return choice;
  throw new Sentence(
    'EVENT_BUS is wrong: expected postgres, or nothing to use Kafka where it can run. For a Kafka of your own set KAFKA_BROKERS.',
  );
}

/** Where services connect is decided by us; a variable of that name meant for something else must not reach them. */
const DECIDED_BY_US =
  /^(npm_|PINGLU_|INIT_CWD$|DATABASE_URL$|MIGRATION_DATABASE_URL$|BUS_DATABASE_URL$|KAFKA_BROKERS$)/;

function inheritedBy(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !DECIDED_BY_US.test(entry[0]),
  );
  return Object.fromEntries(kept);
}
