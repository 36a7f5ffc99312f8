const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as it may stand between two tags. */
export const xml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
