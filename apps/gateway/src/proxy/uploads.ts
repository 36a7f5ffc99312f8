import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import type { ProxiedRoute } from './routes.js';

const uploads = new WeakSet<IncomingMessage>();

/** Whether the body is a file, which nobody has read yet. */
export const isUpload = (request: Request): boolean => uploads.has(request);

/**
 * The platform's door refuses bodies that are not JSON. Where the table of routes says that files may be sent, the door
 * is told that there is no body to be parsed, and the forwarder passes it on unread.
 */
export function letUploadsPass(routes: readonly ProxiedRoute[]): RequestHandler {
  return (request, _response, next) => {
    const route = routes.find(({ path }) => request.path === path || request.path.startsWith(`${path}/`));
    const changes = ['POST', 'PUT', 'PATCH'].includes(request.method);
    if (changes && route?.uploads && typeof request.is([...route.uploads]) === 'string') {
      uploads.add(request);
      request.is = () => null;
    }
    next();
  };
}
