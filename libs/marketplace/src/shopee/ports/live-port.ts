import { currencyOfCountry, type ShopAccess } from '../../port/types.js';
import type { LivePort } from '../../port/marketplace.port.js';
import { objectIn, type Params, type ShopeeClient } from '../client.js';
import { salesCountryOf } from '../countries.js';
import { endpoints, type Endpoint } from '../endpoints.js';
import * as live from '../live.js';

const currencyOf = (access: ShopAccess) => currencyOfCountry[salesCountryOf(access)];

export function livePort(client: ShopeeClient): LivePort {
  const ask = async (endpoint: Endpoint, access: ShopAccess, params: Params) =>
    objectIn(await client.call(endpoint, access, params));
  const tell = async (endpoint: Endpoint, access: ShopAccess, params: Params): Promise<void> => {
    await client.call(endpoint, access, params);
  };
  const inSession = live.inSession;
  return {
    uploadCover: async (access, image) =>
      (await ask(endpoints.liveCover, access, live.toCoverForm(image))).id('image_url'),
    create: async (access, draft) =>
      (await ask(endpoints.createSession, access, live.toSessionRequest(draft))).id('session_id'),
    update: (access, sessionId, draft) =>
      tell(endpoints.updateSession, access, { ...inSession(sessionId), ...live.toSessionRequest(draft) }),
    read: async (access, sessionId) =>
      live.fromSessionResponse(await ask(endpoints.session, access, { session_id: sessionId })),
    start: (access, sessionId, domainId) =>
      tell(endpoints.startSession, access, { ...inSession(sessionId), domain_id: Number(domainId) }),
    end: (access, sessionId) => tell(endpoints.endSession, access, inSession(sessionId)),
    addItems: (access, sessionId, items) => tell(endpoints.addLiveItems, access, live.toItemsRequest(sessionId, items)),
    removeItems: (access, sessionId, items) =>
      tell(endpoints.removeLiveItems, access, live.toItemsRequest(sessionId, items)),
    orderItems: (access, sessionId, items) =>
      tell(endpoints.orderLiveItems, access, live.toItemsRequest(sessionId, items)),
    items: async (access, sessionId, cursor) => {
      const page = await ask(endpoints.liveItems, access, live.toPage(cursor, { session_id: sessionId }));
      const items = page.objects('list').map((row) => live.fromLiveItem(row, currencyOf(access)));
      return { items, nextCursor: live.nextOf(page) };
    },
    show: (access, sessionId, item) =>
      item === null
        ? tell(endpoints.hideItem, access, inSession(sessionId))
        : tell(endpoints.showItem, access, live.toShowRequest(sessionId, item)),
    shown: async (access, sessionId) => {
      const answer = await ask(endpoints.shownItem, access, { session_id: sessionId });
      return answer.flag('has_show_item') ? live.fromLiveItem(answer.object('item'), currencyOf(access)) : null;
    },
    itemSets: async (access, cursor) => {
      const page = await ask(endpoints.itemSets, access, live.toPage(cursor));
      return { items: page.objects('list').map(live.fromItemSet), nextCursor: live.nextOf(page) };
    },
    applyItemSets: (access, sessionId, itemSetIds) =>
      tell(endpoints.applyItemSets, access, { ...inSession(sessionId), item_set_ids: itemSetIds.map(Number) }),
    metrics: async (access, sessionId) =>
      live.fromMetricResponse(
        await ask(endpoints.sessionMetric, access, { session_id: sessionId }),
        currencyOf(access),
      ),
    itemMetrics: async (access, sessionId, cursor) => {
      const page = await ask(endpoints.sessionItemMetric, access, live.toPage(cursor, { session_id: sessionId }));
      return { items: page.objects('list').map(live.fromItemMetric), nextCursor: live.nextOf(page) };
    },
    comments: async (access, sessionId) => {
      const comments = [];
      // An offset is answered even when nothing is left: an empty page is the end.
      for (let offset = '0'; ;) {
        const page = await ask(endpoints.comments, access, { session_id: sessionId, offset });
        const rows = page.objects('list');
        if (rows.length === 0) return comments;
        comments.push(...rows.map(live.fromComment));
        const next = page.text('next_offset');
        if (next === '' || next === offset) return comments;
        offset = next;
      }
    },
    comment: async (access, sessionId, text) =>
      (await ask(endpoints.postComment, access, { ...inSession(sessionId), content: text })).id('comment_id'),
    muteViewer: (access, sessionId, viewerId, muted) =>
      muted
        ? tell(endpoints.banViewer, access, { ...inSession(sessionId), ban_user_id: Number(viewerId) })
        : tell(endpoints.unbanViewer, access, { ...inSession(sessionId), unban_user_id: Number(viewerId) }),
  };
}
