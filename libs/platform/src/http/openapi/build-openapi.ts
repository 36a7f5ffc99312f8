import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { commonHeaders, problemResponse, problemSchema } from './problem-response.js';

export interface OpenApiOptions {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

const methods = ['get', 'put', 'post', 'delete', 'patch', 'options', 'head'] as const;

/** Describes the controllers of an application in OpenAPI 3.1. Problem answers and common headers are added to each. */
export function buildOpenApi(app: INestApplication, { title, version, description }: OpenApiOptions): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setVersion(version)
    .setDescription(description)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'An API key.' }, 'apiKey')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key as a bearer token.' }, 'bearer')
    .addSecurityRequirements('apiKey')
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, base);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema },
  };
  for (const item of Object.values(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (!operation) continue;
      for (const answer of Object.values(operation.responses)) {
        if (answer && !('$ref' in answer)) answer.headers = { ...commonHeaders, ...answer.headers };
      }
      operation.responses['default'] = problemResponse;
    }
  }
  return document;
}
