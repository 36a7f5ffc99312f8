import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, hasKafkaJars, isPortFree, removePostgresData } from '@pinglu/engines';
import { inherited, root } from '../config.js';
import { waitUntil } from '../time/wait-until.js';

const portNames = [
  'GATEWAY_PORT',
  'GATEWAY_MANAGEMENT_PORT',
  'INVENTORY_PORT',
  'INVENTORY_MANAGEMENT_PORT',
  'CATALOG_PORT',
  'CATALOG_MANAGEMENT_PORT',
  'ORDERS_PORT',
  'ORDERS_MANAGEMENT_PORT',
  'CUSTOMS_PORT',
  'CUSTOMS_MANAGEMENT_PORT',
  'SETTLEMENT_PORT',
  'SETTLEMENT_MANAGEMENT_PORT',
  'LAZADA_SIMULATOR_PORT',
  'SHOPEE_SIMULATOR_PORT',
  'CUSTOMS_SIMULATOR_PORT',
  'POSTGRES_PORT',
  'KAFKA_PORT',
  'KAFKA_CONTROLLER_PORT',
] as const;

export const services = [
  'gateway',
  'inventory',
  'catalog-sync',
  'order-ingestion',
  'customs-declaration',
  'settlement',
] as const;

/** `.pinglu/demo.json`, as far as it is used here. */
export interface Demo {
  readonly operatorKey: string;
  readonly merchants: readonly { readonly merchantId: string; readonly keys: Readonly<Record<string, string>> }[];
}

/** All of `npm start`, as a newcomer runs it, in a state folder and on ports of its own. */
export class RunningStack {
  output = '';
  private npm: ChildProcess | undefined;

  private constructor(
    readonly state: string,
    private readonly ports: readonly number[],
  ) {}

  static async prepare(): Promise<RunningStack> {
    const state = mkdtempSync(join(tmpdir(), 'pinglu-e2e-'));
    // Under root PostgreSQL runs as another user, who has to be able to enter.
    chmodSync(state, 0o755);
    // Jars that are there already need not be fetched once more.
    const jars = join(root, '.pinglu', 'kafka', 'libs');
    if (hasKafkaJars(jars)) {
      mkdirSync(join(state, 'kafka'));
      symlinkSync(jars, join(state, 'kafka', 'libs'));
    }
    return new RunningStack(state, await freePorts(portNames.length));
  }

  async start(environment: Readonly<Record<string, string>> = {}): Promise<void> {
    this.output = '';
    const npm = spawn('npm', ['start'], {
      cwd: root,
      env: {
        ...inherited,
        ...environment,
        ...Object.fromEntries(portNames.map((name) => [name, String(this.port(name))])),
        PINGLU_STATE_DIR: this.state,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.npm = npm;
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => (this.output += chunk));
    }
    await waitUntil(() => this.output.includes('Ctrl-C stops everything') || npm.exitCode !== null, {
      what: 'npm start to be up',
      deadlineMs: 110_000,
    });
    if (npm.exitCode !== null) throw new Error(`npm start ended with ${npm.exitCode}:\n${this.output}`);
  }

  /** Tells npm alone, as a process manager would; everything behind it has to follow. */
  async stop(): Promise<void> {
    this.npm?.kill('SIGTERM');
    this.npm = undefined;
    await waitUntil(async () => (await Promise.all(this.ports.map(isPortFree))).every(Boolean), {
      what: 'every port to be free again',
      deadlineMs: 60_000,
    });
  }

  async remove(): Promise<void> {
    await removePostgresData(join(this.state, 'postgres'));
    await rm(this.state, { recursive: true, force: true });
  }

  get demo(): Demo {
    return JSON.parse(readFileSync(join(this.state, 'demo.json'), 'utf8')) as Demo;
  }

  port(name: (typeof portNames)[number]): number {
    return this.ports[portNames.indexOf(name)]!;
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.port('GATEWAY_PORT')}${path}`;
  }

  /** Everything the services wrote. */
  logs(): string {
    return services
      .map((service) => join(this.state, 'logs', `${service}.log`))
      .map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''))
      .join('\n');
  }

  /** The process of a service that belongs to this stack: it writes to this state folder's database port. */
  pidOf(service: string): number {
    const listening = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
    const rows = listening.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line));
    const parentOf = new Map(rows.flatMap((row) => (row ? [[Number(row[1]), Number(row[2])] as const] : [])));
    for (const row of rows) {
      if (!row || !row[3]!.includes(`apps/${service}/dist/main.js`)) continue;
      for (let pid = Number(row[1]); pid > 1; pid = parentOf.get(pid) ?? 0) {
        if (pid === this.npm?.pid) return Number(row[1]);
      }
    }
    throw new Error(`No process of ${service} belongs to this stack.`);
  }
}
