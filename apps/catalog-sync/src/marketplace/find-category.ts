import type { Category } from '@pinglu/marketplace';

/**
 * The leaf that a word of the seller's names: by its own name (`Tea`) or by its path (`Groceries > Tea`). Null when
 * there is none, or several and the word does not say which.
 */
export function findCategory(tree: readonly Category[], productType: string | null): string | null {
  const wanted = (productType ?? '')
    .split(/\s*[>/]\s*/)
    .map(normal)
    .filter((step) => step !== '');
  if (wanted.length === 0) return null;
  const found = leavesOf(tree, []).filter(({ path }) => endsWith(path, wanted));
  return found.length === 1 ? found[0]!.categoryId : null;
}

interface Leaf {
  readonly categoryId: string;
  readonly path: readonly string[];
}

const leavesOf = (tree: readonly Category[], above: readonly string[]): Leaf[] =>
  tree.flatMap(({ categoryId, name, leaf, children }) => {
    const path = [...above, normal(name)];
    return leaf ? [{ categoryId, path }] : leavesOf(children, path);
  });

/** The last step is the leaf; the others have to come before it in their order, with or without steps between. */
function endsWith(path: readonly string[], wanted: readonly string[]): boolean {
  if (path.at(-1) !== wanted.at(-1)) return false;
  let at = -1;
  return wanted.every((step) => (at = path.indexOf(step, at + 1)) >= 0);
}

const normal = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');
