import type { HttpOptions } from '../http/http-options.js';

/** Our account as an app at a marketplace, and where it is called. */
export interface AppCredentials {
  readonly appKey: string;
  readonly appSecret: string;
  /** Of the shop's country, such as `https://api.lazada.co.th/rest`. */
  readonly apiBaseUrl: string;
  /** Where tokens are made, such as `https://auth.lazada.com/rest`; the public one when left out. */
  readonly authBaseUrl?: string;
  /** Where the marketplace pushes to, exactly as it is registered there; needed where it is part of what is signed. */
  readonly pushUrl?: string;
  /** Where the marketplace can reach the seller about a dispute; needed where a dispute must name it. */
  readonly contactEmail?: string;
}

export interface AdapterOptions {
  readonly http?: HttpOptions;
  readonly credentials: AppCredentials;
}
