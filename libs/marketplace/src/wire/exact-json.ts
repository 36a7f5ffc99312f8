/** A text or a number that begins a value: digits inside texts and fractions are passed over. */
const textOrWholeNumber = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?=\s*[,\]}])/g;

/**
 * `JSON.parse` for marketplaces whose ids go beyond 2^53: whole numbers of 16 digits and more become texts, so that none of
 * their digits is rounded away. @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(text.replace(textOrWholeNumber, (token) => (token.startsWith('"') ? token : `"${token}"`)));
}
