import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { orderProblems } from './order/order.problems.js';
import { shipmentProblems } from './shipment/shipment.problems.js';

describe('problem pages', () => {
  it('explain every error of this service', () => {
    const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('errors.ts'),
    );
    const codes = files.flatMap((file) =>
      [...readFileSync(resolve(__dirname, file), 'utf8').matchAll(/readonly code = '([a-z-]+)'/g)].map(
        (found) => found[1],
      ),
    );
    const explained = [...orderProblems, ...shipmentProblems].map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(explained));
    expect(codes).toContain('order-not-found');
  });
});
