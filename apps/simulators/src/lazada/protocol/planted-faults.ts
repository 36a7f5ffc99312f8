import type { RawResponse } from '../../control/http-server.js';
import type { World } from '../world/world.js';
import { ApiError } from './api-error.js';
import type { LimitedCall } from './limits.js';

/** A page instead of JSON, as the wall in front of the platform answers. */
export function htmlFault(world: World, path: string): RawResponse | undefined {
  for (const status of [403, 429]) {
    if (!world.faults.strike(`html-${status}`, path)) continue;
    const body = `<html><head><title>${status}</title></head><body>Access denied</body></html>`;
    return { status, headers: { 'content-type': 'text/html' }, body };
  }
  return undefined;
}

/** Refuses a call as the planted faults say, before it has any effect. */
export function checkFaults({ faults, limits }: World, call: LimitedCall): void {
  const { path } = call;
  const throttled = faults.strike('throttle', path);
  if (throttled) throw limits.ban(call, Number(throttled.extra['seconds'] ?? 1));
  if (faults.strike('throttle-api', path)) {
    throw new ApiError(
      '901',
      'E901: The request is too frequent or the requested functionality is temporarily disabled',
      { type: 'ISP' },
    );
  }
  if (faults.strike('throttle-seller', path))
    throw new ApiError('SellerCallLimit', 'The seller has made too many calls');
  if (faults.strike('throttle-app', path)) throw new ApiError('AppCallLimit', 'The app has made too many calls');
  const changes = /\/(create|update|adjust|pack|rts|remove|deactivate)$/.test(path) && !path.startsWith('/auth/');
  if (changes && faults.strike('campaign-mode', path)) {
    throw new ApiError('998', 'E998: The API is disabled during the mega campaign', { type: 'ISP' });
  }
  const failed = faults.strike('error-before-commit', path);
  if (failed) throw plantedError(failed.extra['code']);
}

const TRANSIENT: Readonly<Record<string, string>> = {
  ServiceTimeout: 'The request has failed due to service timeout',
  UnknownRuntimeException: 'The request has failed due to RPC runtime failure',
  '1002': 'E1002: sentinel block, third party service error',
  '506': 'E506: Get product failed',
  '513': 'E513: Internal call exception',
};

export function plantedError(code: string | number | undefined): ApiError {
  const name = String(code ?? 'ServiceTimeout');
  return new ApiError(name, TRANSIENT[name] ?? 'The request has failed', {
    type: /^\d+$/.test(name) ? 'ISP' : 'SYSTEM',
  });
}
