import { BodyReader, RefusedError } from '../../control/body.js';
import type { ControlRoute } from '../../control/control-door.js';
import type { World } from '../world/world.js';
import { QC_VERDICTS } from './quality-control.js';

const WEEK_MS = 604_800_000;

/** `PUT /catalog` changes how products are judged; `POST /products/{itemId}/qc` judges one. */
export function catalogRoutes(current: () => World): ControlRoute[] {
  return [
    {
      method: 'PUT',
      pattern: '/catalog',
      handle: ({ body }) => {
        const world = current();
        const reader = new BodyReader(body);
        const qcDelayMs = reader.optionalInteger('qcDelayMs', { min: 0, max: WEEK_MS });
        const forbiddenWords = reader.optionalTexts('forbiddenWords');
        const itemLimit = reader.optionalInteger('itemLimit', { min: 0, max: 1_000_000 });
        const publishDelayMs = reader.optionalInteger('publishDelayMs', { min: 0, max: WEEK_MS });
        reader.end();
        const { qualityControl } = world;
        qualityControl.delayMs = qcDelayMs ?? qualityControl.delayMs;
        qualityControl.forbiddenWords = forbiddenWords ?? qualityControl.forbiddenWords;
        world.itemLimit = itemLimit ?? world.itemLimit;
        world.publishDelayMs = publishDelayMs ?? world.publishDelayMs;
        return {
          qcDelayMs: qualityControl.delayMs,
          forbiddenWords: qualityControl.forbiddenWords,
          itemLimit: world.itemLimit,
          publishDelayMs: world.publishDelayMs,
        };
      },
    },
    {
      method: 'POST',
      pattern: '/products/{itemId}/qc',
      handle: ({ names, body }) => {
        const reader = new BodyReader(body);
        const verdict = reader.oneOf('verdict', QC_VERDICTS);
        const reason = reader.optionalText('reason') ?? 'Quality control found fault with it';
        reader.end();
        const product = current().products.anyItem(Number(names['itemId']));
        if (!product) throw new RefusedError(`There is no product ${names['itemId']}.`, 404);
        if (product.status === 'Deleted') throw new RefusedError(`The product ${product.itemId} was removed.`);
        current().qualityControl.give(product, verdict, reason);
        return { itemId: String(product.itemId), status: product.status, subStatus: product.subStatus };
      },
    },
  ];
}
