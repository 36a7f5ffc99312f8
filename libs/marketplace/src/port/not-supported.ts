import type { OperationName } from './capabilities.js';
import { NotSupportedError } from './errors.js';

/** How an adapter answers a call that its capabilities say no to: in words, and never by doing nothing. */
export function notSupported(marketplace: string, operation: OperationName): Promise<never> {
  return Promise.reject(
    new NotSupportedError(
      {
        cause: 'This marketplace does not offer it.',
        advice: 'Look at the adapter’s capabilities before calling.',
        zh: { cause: '该平台不提供此功能。', advice: '调用前请查看适配器的能力声明。' },
      },
      { marketplace, operation },
    ),
  );
}
