/** What the specs use of a published client that comes without types. */
declare module 'lazada-open-platform-sdk' {
  type Parameters = Readonly<Record<string, unknown>>;
  /** (app key, app secret, host and path of the REST root, token, parameters, method, scheme) */
  type Action = (
    appKey: string,
    appSecret: string,
    gateway: string,
    accessToken: string | undefined,
    parameters: Parameters,
    method?: 'GET' | 'POST',
    protocol?: 'HTTP' | 'HTTPS',
  ) => Promise<unknown>;
  class LazadaAPI {
    constructor(appKey: string, appSecret: string, country: string, accessToken?: string);
    readonly appKey: string;
    readonly appSecret: string;
    /** Host and path of the REST root. */
    gateway: string;
    accessToken: string | undefined;
    readonly client: Readonly<Record<string, Action>>;
  }
  export = LazadaAPI;
}

declare module 'lazada-open-platform-sdk/lib/LazadaRequest/index.js' {
  type Call = (
    base: string,
    appKey: string,
    appSecret: string,
    path: string,
    accessToken: string | undefined,
    parameters?: Readonly<Record<string, unknown>>,
  ) => Promise<unknown>;
  export const get: Call;
  export const post: Call;
}
