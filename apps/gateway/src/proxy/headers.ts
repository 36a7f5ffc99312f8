type HeaderValue = string | string[];
export type PassedHeaders = Readonly<Record<string, HeaderValue>>;

/** RFC 9110 §7.6.1: they speak of one connection, and there are two. */
const hopByHop = new Set(
  [
    'connection keep-alive proxy-authenticate proxy-authorization proxy-connection',
    'te trailer transfer-encoding upgrade',
  ].flatMap((names) => names.split(' ')),
);

/** What a service needs of the caller's request. A list of what goes through: credentials and cookies never do. */
const wantedByServices = [
  'accept accept-language if-match if-none-match if-modified-since idempotency-key user-agent',
].flatMap((names) => names.split(' '));

/** Headers of the answer that the gateway writes itself. */
const ownedByGateway = new Set([
  'x-request-id',
  'ratelimit',
  'ratelimit-policy',
  'set-cookie',
  'server',
  'www-authenticate',
]);

export function requestHeaders(given: Readonly<Record<string, HeaderValue | undefined>>): PassedHeaders {
  return Object.fromEntries(
    wantedByServices.flatMap((name): [string, HeaderValue][] => {
      const value = given[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

export function responseHeaders(given: Readonly<Record<string, unknown>>): PassedHeaders {
  const named = [given['connection']].flat().filter((value) => typeof value === 'string');
  const dropped = new Set(named.flatMap((names) => names.toLowerCase().split(',')).map((name) => name.trim()));
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, HeaderValue] => {
      const [name, value] = entry;
      const lower = name.toLowerCase();
      const isText = typeof value === 'string' || Array.isArray(value);
      return isText && !hopByHop.has(lower) && !dropped.has(lower) && !ownedByGateway.has(lower);
    }),
  );
}
