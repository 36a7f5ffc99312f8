import { stateOf } from '../media/video-store.js';
import type { Seller } from '../seller/seller.js';
import type { World } from '../world/world.js';
import type { Problems } from './problems.js';

/** A product may use a video of its seller once the audit has passed it. */
export function checkVideo(
  { world, seller, attributes }: { world: World; seller: Seller; attributes: Readonly<Record<string, string>> },
  problems: Problems,
): void {
  const { video: id } = attributes;
  if (id === undefined) return;
  const video = world.videos.find(seller, Number(id));
  if (!video || stateOf(video, world.nowMs()) !== 'AUDIT_SUCCESS')
    problems.add(309, 'video', 'Video id status is not audit success');
}
