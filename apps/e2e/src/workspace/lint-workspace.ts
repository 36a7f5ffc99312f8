import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toolEnvironment } from './config.js';
import { projects, readJson, root, type PackageJson } from './workspace.js';

/** What lint said about a file. `message` is its first line, which names who may not do what. */
export interface Finding {
  readonly file: string;
  readonly rule: string;
  readonly message: string;
}

const configuration = [
  '.gitignore',
  '.oxlintrc.json',
  'nx.json',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
];

/**
 * A workspace with our configuration and our projects, but with other files in them: wrong ones never stand in the
 * repository, where a running lint, compiler or Jest would meet them. Lies in the system's temporary folder.
 */
export class LintWorkspace {
  private readonly folder = mkdtempSync(join(tmpdir(), 'pinglu-lint-'));

  constructor() {
    for (const file of configuration) this.copy(file);
    for (const { folder } of projects()) {
      this.copy(`${folder}/package.json`);
      this.copy(`${folder}/tsconfig.json`);
    }
    this.linkPackages();
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  remove(file: string): void {
    rmSync(join(this.folder, file));
  }

  /** Runs the script `lint` of package.json. */
  lint(): readonly Finding[] {
    const script = readJson<PackageJson>('package.json').scripts?.['lint'] ?? '';
    const { stdout, stderr } = spawnSync(`${script} --format=json`, {
      shell: true,
      cwd: this.folder,
      env: toolEnvironment(),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    // Nx writes a few lines of its own first.
    const report = stdout.indexOf('{ "diagnostics"');
    if (report < 0) throw new Error(`Lint (${script}) wrote no report:\n${stdout}${stderr}`);
    return findingsOf(JSON.parse(stdout.slice(report)) as Report);
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Those of the registry are ours; the projects are the ones here, or their imports would lead out of the workspace. */
  private linkPackages(): void {
    const [installed, linked] = [root, this.folder].map((folder) => join(folder, 'node_modules')) as [string, string];
    mkdirSync(join(linked, '@pinglu'), { recursive: true });
    for (const name of readdirSync(installed)) {
      if (name !== '@pinglu' && name !== '.cache') symlinkSync(join(installed, name), join(linked, name));
    }
    for (const { name, folder } of projects()) symlinkSync(join(this.folder, folder), join(linked, '@pinglu', name));
  }

  private copy(file: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    copyFileSync(join(root, file), join(this.folder, file));
  }
}

interface Report {
  readonly diagnostics: readonly { readonly filename: string; readonly code?: string; readonly message: string }[];
}

function findingsOf({ diagnostics }: Report): readonly Finding[] {
  return diagnostics
    .map(({ filename, code = '', message }) => ({
      file: filename,
      rule: code,
      message: message.split('\n', 1)[0] ?? '',
    }))
    .sort((a, b) => a.file.localeCompare(b.file) || a.rule.localeCompare(b.rule));
}
