import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sentence } from '../../bootstrap/sentence.mjs';

export interface DemoMerchant {
  readonly merchantId: string;
  readonly name: string;
  /** API keys by role. */
  readonly keys: Readonly<Record<string, string>>;
}

export interface DemoContent {
  readonly operatorKey: string;
  readonly addresses: Readonly<Record<string, string>>;
  readonly merchants: readonly DemoMerchant[];
}

/** `.pinglu/demo.json`: secrets of an installation on one machine, readable by its owner alone. */
export class DemoFile {
  readonly path: string;

  constructor(stateDirectory: string) {
    this.path = join(stateDirectory, 'demo.json');
  }

  /** The operator's API key; made at the first start. */
  operatorKey(): string {
    const kept = this.read();
    if (kept?.operatorKey) return kept.operatorKey;
    const operatorKey = `pk_operator_${randomBytes(24).toString('base64url')}`;
    this.write({ operatorKey, addresses: {}, merchants: [] });
    return operatorKey;
  }

  read(): DemoContent | undefined {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8')) as DemoContent;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      if (!(error instanceof SyntaxError)) throw error;
      throw new Sentence(`${this.path} is damaged. Remove it: the next start makes new demo keys.`);
    }
  }

  write(content: DemoContent): void {
    writeFileSync(`${this.path}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${this.path}.new`, this.path);
  }
}
