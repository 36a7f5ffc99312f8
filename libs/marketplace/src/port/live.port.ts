import type { ImageFile } from './image.types.js';
import type {
  LiveComment,
  LiveItem,
  LiveItemKey,
  LiveItemMetrics,
  LiveItemSet,
  LiveMetrics,
  LiveSession,
  LiveSessionDraft,
} from './live.types.js';
import type { Page, ShopAccess } from './types.js';

/** Live selling. Calls speak for a `user` where the marketplace has such accounts. */
export interface LivePort {
  uploadCover(access: ShopAccess, image: ImageFile): Promise<string>;
  /** @throws ConflictError while another session of the same host is live */
  create(access: ShopAccess, draft: LiveSessionDraft): Promise<string>;
  update(access: ShopAccess, sessionId: string, draft: LiveSessionDraft): Promise<void>;
  read(access: ShopAccess, sessionId: string): Promise<LiveSession>;
  /** @param domainId of `LiveSession.stream` */
  start(access: ShopAccess, sessionId: string, domainId: string): Promise<void>;
  end(access: ShopAccess, sessionId: string): Promise<void>;
  addItems(access: ShopAccess, sessionId: string, items: readonly LiveItemKey[]): Promise<void>;
  removeItems(access: ShopAccess, sessionId: string, items: readonly LiveItemKey[]): Promise<void>;
  /** All of the line-up, in the new order. */
  orderItems(access: ShopAccess, sessionId: string, items: readonly LiveItemKey[]): Promise<void>;
  items(access: ShopAccess, sessionId: string, cursor?: string | null): Promise<Page<LiveItem>>;
  /** Puts one listing before the viewers; null takes it away. */
  show(access: ShopAccess, sessionId: string, item: LiveItemKey | null): Promise<void>;
  shown(access: ShopAccess, sessionId: string): Promise<LiveItem | null>;
  itemSets(access: ShopAccess, cursor?: string | null): Promise<Page<LiveItemSet>>;
  applyItemSets(access: ShopAccess, sessionId: string, itemSetIds: readonly string[]): Promise<void>;
  metrics(access: ShopAccess, sessionId: string): Promise<LiveMetrics>;
  itemMetrics(access: ShopAccess, sessionId: string, cursor?: string | null): Promise<Page<LiveItemMetrics>>;
  /** Only those of the last seconds: ask often, and know them by their ids. */
  comments(access: ShopAccess, sessionId: string): Promise<readonly LiveComment[]>;
  comment(access: ShopAccess, sessionId: string, text: string): Promise<string>;
  muteViewer(access: ShopAccess, sessionId: string, viewerId: string, muted: boolean): Promise<void>;
}
