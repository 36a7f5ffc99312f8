import type { OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Responses = NonNullable<NonNullable<OpenAPIObject['components']>['responses']>;

const text = { type: 'string' } as const;

export const problemSchema: Schemas[string] = {
  type: 'object',
  description: 'RFC 9457. `type` leads to a page that says what the problem means and what to do.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'retryable'],
  properties: {
    type: { ...text, format: 'uri-reference', example: '/problems/precondition-failed' },
    title: text,
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: text,
    instance: { ...text, format: 'uri-reference' },
    code: { ...text, description: 'Stable; to branch on.', example: 'precondition-failed' },
    retryable: { type: 'boolean', description: 'True when the same request may succeed later.' },
    errors: {
      type: 'array',
      description: 'Each place of the request that is wrong.',
      items: {
        type: 'object',
        required: ['code', 'detail'],
        properties: {
          pointer: { ...text, description: 'Place in the body, as a JSON pointer in a URI fragment.' },
          parameter: { ...text, description: 'Name of the query or path parameter.' },
          code: text,
          detail: text,
        },
      },
    },
    requestId: text,
    traceId: text,
  },
};

const header = (description: string) => ({ description, schema: text });

export const commonHeaders = {
  'X-Request-Id': header('Names this request in our logs; yours if you sent one.'),
  RateLimit: header('What is left of the calls of this API key (draft-ietf-httpapi-ratelimit-headers).'),
  'RateLimit-Policy': header('How many calls this API key has, and in how many seconds they come back.'),
};

export const problemResponse: Responses[string] = {
  description: 'A problem; `code` says which.',
  headers: { ...commonHeaders, 'Retry-After': header('Seconds to wait, with 429 and some 409 and 503.') },
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
