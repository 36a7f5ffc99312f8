import { filesIn, projects, readJson, readJsonWithComments, readText, type Project } from './workspace.js';

interface TsConfig {
  readonly references?: readonly { readonly path: string }[];
}

interface Constraint {
  readonly sourceTag: string;
  readonly onlyDependOnLibsWithTags: readonly string[];
}

interface OxlintConfig {
  readonly rules: { readonly '@nx/enforce-module-boundaries': readonly [string, { depConstraints: Constraint[] }] };
}

const all = projects();
const named = all.map((project) => [project.name, project] as const);

describe('every project', () => {
  it.each(named)('%s has the name of its folder and one tag on each axis', (name, { packageJson }) => {
    expect(packageJson).toMatchObject({ name: `@pinglu/${name}`, nx: { name } });
    expect(tagsOf('type:')(packageJson.nx?.tags)).toHaveLength(1);
    expect(tagsOf('scope:')(packageJson.nx?.tags)).toHaveLength(1);
  });

  it.each(named)('%s declares the libraries it imports, and no other', (_name, project) => {
    const { dependencies, devDependencies } = project.packageJson;
    const declared = Object.keys({ ...dependencies, ...devDependencies });
    expect(declared.filter((name) => name.startsWith('@pinglu/')).sort()).toEqual(importsOf(project));
  });

  it.each(named)('%s is built after the libraries it imports, and after no other', (_name, project) => {
    const references = readJson<TsConfig>(`${project.folder}/tsconfig.json`).references ?? [];
    const expected = importsOf(project).map((name) => `../../libs/${name.slice('@pinglu/'.length)}`);
    expect(references.map(({ path }) => path).sort()).toEqual(expected);
  });

  it('is built by tsc -b', () => {
    const references = readJson<TsConfig>('tsconfig.json').references ?? [];
    expect(references.map(({ path }) => path).sort()).toEqual(all.map(({ folder }) => folder).sort());
  });
});

describe('the rule on module boundaries', () => {
  const config = readJsonWithComments<OxlintConfig>('.oxlintrc.json');
  const [severity, { depConstraints }] = config.rules['@nx/enforce-module-boundaries'];
  const mayImport = (tag: string) =>
    depConstraints.find(({ sourceTag }) => sourceTag === tag)?.onlyDependOnLibsWithTags;

  it('is an error', () => {
    expect(severity).toBe('error');
  });

  it('constrains every tag that a project carries', () => {
    const tags = new Set(all.flatMap(({ packageJson }) => packageJson.nx?.tags ?? []));
    expect([...tags].filter((tag) => mayImport(tag) === undefined)).toEqual([]);
  });

  it('keeps simulators and marketplace adapters apart: a wrong signature would agree with itself', () => {
    expect(mayImport('type:simulator')).toEqual(['type:kernel', 'type:testing']);
    expect(mayImport('type:adapter')).toEqual(['type:kernel', 'type:testing']);
  });

  it('keeps services apart, on both axes', () => {
    expect(mayImport('type:app')).not.toContain('type:app');
    const scopes = depConstraints.filter(({ sourceTag }) => sourceTag.startsWith('scope:'));
    for (const { sourceTag, onlyDependOnLibsWithTags } of scopes) {
      expect(onlyDependOnLibsWithTags).toEqual([...new Set([sourceTag, 'scope:shared'])]);
    }
  });
});

function tagsOf(axis: string): (tags?: readonly string[]) => readonly string[] {
  return (tags = []) => tags.filter((tag) => tag.startsWith(axis));
}

/** Names of our libraries that any file of a project imports, sorted. */
function importsOf({ folder }: Project): readonly string[] {
  const sources = filesIn(folder).filter((file) => /\.m?ts$|\.mjs$/.test(file));
  const imports = sources.flatMap((file) => [
    ...readText(file).matchAll(/^(?:import|export|\}).*?from '(@pinglu\/[a-z-]+)'|import\('(@pinglu\/[a-z-]+)'\)/gm),
  ]);
  return [...new Set(imports.map(([, fixed, dynamic]) => fixed ?? dynamic ?? ''))].sort();
}
