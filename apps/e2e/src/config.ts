import { fileURLToPath } from 'node:url';

/** From `src` and from `dist` alike. */
export const root = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');

/** The environment of whoever runs the tests, to be handed on to `npm start`. */
export const inherited: Readonly<Record<string, string | undefined>> = process.env;
