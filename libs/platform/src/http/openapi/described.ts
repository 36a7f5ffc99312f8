import type { OpenAPIObject } from '@nestjs/swagger';

const descriptions = new WeakMap<object, () => OpenAPIObject>();

/** Remembers how an application describes itself. Keyed by its HTTP adapter, which any provider can have injected. */
export function rememberDescription(adapter: object, description: () => OpenAPIObject): void {
  descriptions.set(adapter, description);
}

/** The description of the application behind an adapter (`HttpAdapterHost.httpAdapter`); made at the first call. */
export function openApiOf(adapter: object): OpenAPIObject {
  const description = descriptions.get(adapter);
  if (!description) throw new Error('This application has no HTTP door: call createHttpDoor first.');
  return description();
}
