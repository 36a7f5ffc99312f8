import { LintWorkspace, type Finding } from './lint-workspace.js';

const NX = '@nx(enforce-module-boundaries)';
const IMPORTS = 'eslint(no-restricted-imports)';

const testingImport = "'@pinglu/testing' import is restricted from being used.";
const enginesImport = "'@pinglu/engines' import is restricted from being used.";
const kafkaImport = "'kafkajs' import is restricted from being used.";
const mayOnly = (source: string, ...targets: readonly string[]) =>
  `A project tagged with "${source}" can only depend on libs tagged with ${targets.map((tag) => `"${tag}"`).join(', ')}`;

const reexport = (module: string) => `export { something } from '${module}';\n`;
/** Ways to the outside, each of which would go round the limits and the secrecy of HttpTransport. */
const clients = ['axios', 'undici', 'node:http', 'node:https', 'node:http2', 'node:net', 'node:tls'];
const readsEnvironment = `export const home = process.env['HOME'];\n`;

/** What must pass, beside the wrong files: a rule that refuses everything is as useless as one that refuses nothing. */
const right: Readonly<Record<string, string>> = {
  'libs/kernel/src/index.ts': 'export const something = 1;\n',
  'libs/contracts/src/right.ts': reexport('@pinglu/kernel'),
  'libs/platform/src/right.ts': reexport('@pinglu/contracts'),
  'libs/platform/src/right.unit.spec.ts': reexport('@pinglu/testing'),
  'libs/platform/src/test-right.ts': reexport('@pinglu/testing'),
  'libs/platform/src/event-bus/right.contract.ts': reexport('@pinglu/testing'),
  'libs/platform/src/event-bus/kafka/right.ts': reexport('kafkajs'),
  'libs/platform/src/logging/right.ts': reexport('pino'),
  'libs/marketplace/src/http/axios-send.ts':
    reexport('axios') + reexport('node:http').replace('something', 'Agent as HttpAgent'),
  'libs/marketplace/src/lazada/right.ts': reexport('../http/axios-send.js'),
  'libs/marketplace/src/test-right.ts': reexport('node:http') + "export const ask = () => fetch('/');\n",
  'apps/gateway/dist/service.js': 'export const something = 1;\n',
  'apps/inventory/dist/service.js': 'export const something = 1;\n',
  'apps/gateway/src/right.ts': reexport('@pinglu/platform'),
  'apps/gateway/src/config.ts': readsEnvironment,
  'apps/inventory/src/right.int.spec.ts':
    reexport('@pinglu/testing') + reexport('kafkajs').replace('something', 'Kafka'),
  'apps/standalone/src/right.ts': reexport('@pinglu/engines'),
};

/** A file with its text, and what lint must say about it. */
type Wrong = readonly [name: string, file: string, text: string, found: readonly Omit<Finding, 'file'>[]];

const wrong: readonly Wrong[] = [
  [
    'a service importing another service',
    'apps/gateway/src/wrong.ts',
    reexport('@pinglu/inventory/dist/service.js'),
    [
      { rule: NX, message: 'Imports of apps are forbidden' },
      {
        rule: IMPORTS,
        message: "'@pinglu/inventory/dist/service.js' import is restricted from being used by a pattern.",
      },
    ],
  ],
  [
    'a service importing another service by its path',
    'apps/gateway/src/wrong-path.ts',
    reexport('../../inventory/src/service.js'),
    [
      {
        rule: NX,
        message: 'Projects cannot be imported by a relative or absolute path, and must begin with a npm scope',
      },
    ],
  ],
  [
    'a host importing a service',
    'apps/standalone/src/wrong.ts',
    reexport('@pinglu/gateway/dist/service.js'),
    [
      { rule: NX, message: 'Imports of apps are forbidden' },
      {
        rule: IMPORTS,
        message: "'@pinglu/gateway/dist/service.js' import is restricted from being used by a pattern.",
      },
    ],
  ],
  [
    'a service importing the engines',
    'apps/inventory/src/wrong.ts',
    reexport('@pinglu/engines'),
    [
      {
        rule: NX,
        message: mayOnly('type:app', 'type:adapter', 'type:platform', 'type:contract', 'type:kernel', 'type:testing'),
      },
    ],
  ],
  [
    'the platform importing the engines outside specs',
    'libs/platform/src/wrong-engines.ts',
    reexport('@pinglu/engines'),
    [{ rule: IMPORTS, message: enginesImport }],
  ],
  [
    'the contracts importing a framework',
    'libs/contracts/src/wrong.ts',
    reexport('@nestjs/common') + reexport('axios').replace('something', 'axios'),
    [
      { rule: NX, message: 'A project tagged with "type:contract" is not allowed to import "@nestjs/common"' },
      { rule: NX, message: 'A project tagged with "type:contract" is not allowed to import "axios"' },
    ],
  ],
  [
    'the kernel importing a database driver',
    'libs/kernel/src/wrong-driver.ts',
    reexport('pg'),
    [{ rule: NX, message: 'A project tagged with "type:kernel" is not allowed to import "pg"' }],
  ],
  [
    'the platform importing the test library outside specs',
    'libs/platform/src/wrong.ts',
    reexport('@pinglu/testing'),
    [{ rule: IMPORTS, message: testingImport }],
  ],
  [
    'the Kafka adapter importing the test library',
    'libs/platform/src/event-bus/kafka/wrong.ts',
    reexport('@pinglu/testing'),
    [{ rule: IMPORTS, message: testingImport }],
  ],
  [
    'the Kafka client outside its adapter',
    'libs/platform/src/outbox/wrong.ts',
    reexport('kafkajs'),
    [{ rule: IMPORTS, message: kafkaImport }],
  ],
  [
    'the logging library outside logging',
    'libs/platform/src/service/wrong.ts',
    reexport('pino'),
    [{ rule: IMPORTS, message: "'pino' import is restricted from being used." }],
  ],
  ...clients.map((client): Wrong => [
    `an adapter calling by ${client}`,
    `libs/marketplace/src/lazada/wrong-${client.replace(':', '-')}.ts`,
    reexport(client),
    [{ rule: IMPORTS, message: `'${client}' import is restricted from being used by a pattern.` }],
  ]),
  [
    'an adapter calling by a client that it loads on demand',
    'libs/marketplace/src/lazada/wrong-on-demand.ts',
    "export const client = () => import('axios');\n",
    [{ rule: IMPORTS, message: "'axios' import is restricted from being used by a pattern." }],
  ],
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'].map((name): Wrong => [
    `an adapter calling by the global ${name}`,
    `libs/marketplace/src/lazada/wrong-global-${name.toLowerCase()}.ts`,
    `export const hidden = globalThis.${name};\nexport const plain = ${name};\n`,
    [
      {
        rule: 'eslint(no-restricted-globals)',
        message: `Unexpected use of '${name}'. Calls go through HttpTransport.`,
      },
      {
        rule: 'eslint(no-restricted-properties)',
        message: `'globalThis.${name}' is restricted from being used.`,
      },
    ],
  ]),
  [
    'the environment read outside config.ts',
    'apps/gateway/src/wrong-environment.ts',
    readsEnvironment,
    [{ rule: 'node(no-process-env)', message: 'Disallowed usage of `process.env`.' }],
  ],
  [
    'one half of a cycle',
    'libs/engines/src/wrong-cycle.ts',
    `import { other } from './wrong-cycle-too.js';\nexport const one = (): number => other();\n`,
    [{ rule: 'import(no-cycle)', message: 'Dependency cycle detected' }],
  ],
  [
    'the other half',
    'libs/engines/src/wrong-cycle-too.ts',
    `import { one } from './wrong-cycle.js';\nexport const other = (): number => one();\n`,
    [{ rule: 'import(no-cycle)', message: 'Dependency cycle detected' }],
  ],
];

/** Two commands over a small workspace take some seconds, and more on a busy machine. */
const TIMEOUT_MS = 60_000;

describe('npm run lint', () => {
  let workspace: LintWorkspace;
  beforeAll(() => {
    workspace = new LintWorkspace();
    for (const [file, text] of Object.entries(right)) workspace.write(file, text);
  });
  afterAll(() => workspace.dispose());

  describe('refuses', () => {
    let findings: readonly Finding[];
    beforeAll(() => {
      for (const [, file, text] of wrong) workspace.write(file, text);
      findings = workspace.lint();
      for (const [, file] of wrong) workspace.remove(file);
    }, TIMEOUT_MS);

    it.each(wrong)('%s', (_name, file, _text, found) => {
      expect(findings.filter((finding) => finding.file === file)).toEqual(
        found.map(({ rule, message }) => ({ file, rule, message })),
      );
    });

    it('nothing else', () => {
      const files = wrong.map(([, file]) => file);
      expect(findings.filter(({ file }) => !files.includes(file))).toEqual([]);
    });
  });

  // Alone, because it closes a cycle between projects, in which every other import is refused as well.
  it(
    'refuses the kernel importing the platform',
    () => {
      workspace.write('libs/kernel/src/wrong.ts', reexport('@pinglu/platform'));
      const findings = workspace.lint();
      expect(findings.filter(({ file }) => file === 'libs/kernel/src/wrong.ts')).toEqual([
        {
          file: 'libs/kernel/src/wrong.ts',
          rule: NX,
          message: expect.stringMatching(/^Circular dependency between "kernel" and "platform" detected: /),
        },
      ]);
    },
    TIMEOUT_MS,
  );
});
