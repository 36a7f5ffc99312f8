import type { OpenAPIObject } from '@nestjs/swagger';
import { mergeDocuments } from './merge-documents.js';

const answer = (schema: string) => ({
  get: {
    responses: {
      200: {
        description: 'ok',
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
      },
    },
  },
});

const document = (paths: OpenAPIObject['paths'], schemas: object): OpenAPIObject =>
  ({
    openapi: '3.1.0',
    info: { title: 'T', version: '1', description: 'D.' },
    paths,
    components: { schemas },
  }) as OpenAPIObject;

const problem = { type: 'object', required: ['code'] };
const own = document({ '/api/v1/merchants': answer('Thing') }, { Problem: problem, Thing: { type: 'object' } });

describe('the merged description', () => {
  it('takes over the paths that are passed on, and no others', () => {
    const inventory = document(
      {
        '/api/v1/warehouses': answer('Warehouse'),
        '/api/v1/warehouses/{id}': answer('Warehouse'),
        '/api/v1/warehousesx': {},
        '/internal': {},
      },
      { Problem: problem, Warehouse: { type: 'string' } },
    );
    const merged = mergeDocuments(own, [{ name: 'inventory', paths: ['/api/v1/warehouses'], document: inventory }]);
    expect(Object.keys(merged.paths)).toEqual(['/api/v1/merchants', '/api/v1/warehouses', '/api/v1/warehouses/{id}']);
    expect(Object.keys(merged.components?.schemas ?? {}).sort()).toEqual(['Problem', 'Thing', 'Warehouse']);
    expect(merged.info.description).toBe('D.');
  });

  it('keeps two things apart that have one name', () => {
    const inventory = document(
      { '/api/v1/warehouses': answer('Thing') },
      { Problem: problem, Thing: { type: 'integer' } },
    );
    const merged = mergeDocuments(own, [{ name: 'inventory', paths: ['/api/v1/warehouses'], document: inventory }]);
    expect(merged.components?.schemas).toMatchObject({
      Thing: { type: 'object' },
      'inventory.Thing': { type: 'integer' },
    });
    expect(JSON.stringify(merged.paths['/api/v1/warehouses'])).toContain('#/components/schemas/inventory.Thing');
    expect(JSON.stringify(merged.paths['/api/v1/merchants'])).toContain('#/components/schemas/Thing"');
  });

  it('says what is missing while a service is down', () => {
    const merged = mergeDocuments(own, [{ name: 'inventory', paths: [], document: undefined }]);
    expect(merged.info.description).toBe(
      'D.\n\nThis description is incomplete: inventory could not be asked at the moment.',
    );
    expect(own.info.description).toBe('D.');
  });
});
