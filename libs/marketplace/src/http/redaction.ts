/** What a marketplace may repeat to us in its messages, and nobody should read in a log. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [
    /\b(access_token|refresh_token|app_secret|partner_key|(?:http_)?sign|code)(["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi,
    '$1$2[redacted]',
  ],
  [/\b(bearer)\s+[\w.~+/-]+=*/gi, '$1 [redacted]'],
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '[e-mail]'],
  [/(?<![\w-])\+?\d{1,3}[ -]?\(?\d{2,4}\)?[ -]\d{3,4}[ -]?\d{3,4}(?![\w-])/g, '[phone]'],
];

const longestText = 300;

/** The text without secrets, e-mail addresses and telephone numbers, on one line, at most 300 characters. */
export function redact(text: string, secrets: readonly string[] = []): string {
  const known = secrets.filter((secret) => secret.length > 3);
  // As they are, and as they stand in an address.
  const spellings = known.flatMap((secret) => [secret, new URLSearchParams([['', secret]]).toString().slice(1)]);
  const withoutSecrets = spellings.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
  const safe = patterns.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), withoutSecrets);
  return safe.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, longestText);
}
