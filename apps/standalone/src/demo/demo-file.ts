import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sentence } from '../../bootstrap/sentence.mjs';
import type { DemoMerchant } from './seed-merchants.js';

export interface DemoContent {
  /** May do everything, for every merchant. */
  readonly operatorKey: string;
  readonly addresses: Readonly<Record<string, string>>;
  readonly merchants: readonly DemoMerchant[];
}

/** `.pinglu/demo.json`: the secrets of an installation on one machine, readable by its owner alone. */
export class DemoFile {
  readonly path: string;

  constructor(
    stateDirectory: string,
    private readonly addresses: Readonly<Record<string, string>>,
  ) {
    this.path = join(stateDirectory, 'demo.json');
  }

  /** Keeps what is there; the operator's key is made at the first start, because the gateway must know it from then on. */
  open(): DemoContent {
    const kept = this.read();
    const content = {
      operatorKey: kept?.operatorKey ?? newApiKey(),
      addresses: this.addresses,
      merchants: kept?.merchants ?? [],
    };
    this.write(content);
    return content;
  }

  write(content: DemoContent): void {
    writeFileSync(`${this.path}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${this.path}.new`, this.path);
  }

  private read(): Partial<DemoContent> | undefined {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8')) as Partial<DemoContent>;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      if (!(error instanceof SyntaxError)) throw error;
      throw new Sentence(`${this.path} is damaged. Remove it: the next start makes new demo keys.`);
    }
  }
}

/** The gateway's form of a key: which one it is, and 256 random bits that prove it. */
const newApiKey = (): string => `pk_${randomUUID().replaceAll('-', '')}_${randomBytes(32).toString('base64url')}`;
