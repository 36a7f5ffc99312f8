const MARK = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<(\/?)([^\s<>/"']+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/g;

/**
 * Whether every element is closed by its own name and there is one root. The parser lets much pass: a message that was
 * cut off must not be read as a shorter one.
 */
export function isWellFormed(text: string): boolean {
  const open: string[] = [];
  let roots = 0;
  let at = 0;
  for (const match of text.matchAll(MARK)) {
    if (text.slice(at, match.index).includes('<')) return false;
    at = match.index + match[0].length;
    const [, slash, name, rest] = match;
    if (name === undefined) continue;
    if (slash === '/') {
      if (open.pop() !== name) return false;
      continue;
    }
    if (open.length === 0) roots += 1;
    if (rest?.endsWith('/') !== true) open.push(name);
  }
  return roots === 1 && open.length === 0 && !text.slice(at).includes('<');
}
