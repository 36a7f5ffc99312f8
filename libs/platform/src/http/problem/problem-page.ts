/** What a client's developer reads behind a problem's `type`. */
export interface ProblemPage {
  readonly code: string;
  /** A short phrase; the same for every occurrence. */
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
}

/** Every code a process may answer with, its own and the platform's. */
export class ProblemPages {
  private readonly byCode: ReadonlyMap<string, ProblemPage>;

  constructor(pages: readonly ProblemPage[]) {
    this.byCode = new Map(pages.map((page) => [page.code, page]));
    if (this.byCode.size !== pages.length) throw new TypeError('Two problem pages share one code.');
  }

  find(code: string): ProblemPage | undefined {
    return this.byCode.get(code);
  }

  all(): readonly ProblemPage[] {
    return [...this.byCode.values()];
  }
}

export function renderProblemPage({ code, title, meaning, remedy }: ProblemPage): string {
  return `# ${title}\n\nCode: \`${code}\`\n\n## What it means\n\n${meaning}\n\n## What to do\n\n${remedy}\n`;
}
