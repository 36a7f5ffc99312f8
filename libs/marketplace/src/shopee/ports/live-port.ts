import { currencyOfCountry, type ShopAccess } from '../../port/types.js';
import type { LiveComment } from '../../port/live.types.js';
import type { LivePort } from '../../port/marketplace.port.js';
import { readingWrite } from '../../wire/reading-write.js';
import { objectIn, type Params, type ShopeeClient } from '../client.js';
import { salesCountryOf } from '../countries.js';
import { endpoints, type Endpoint } from '../endpoints.js';
import type { ShopeeAnswer } from '../envelope.js';
import * as live from '../live.js';

const currencyOf = (access: ShopAccess) => currencyOfCountry[salesCountryOf(access)];

/** What was made is known only by its id. */
const readIdMade = (answer: ShopeeAnswer, name: string): string => readingWrite(() => objectIn(answer).id(name));

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
      readIdMade(await client.call(endpoints.createSession, access, live.toSessionRequest(draft)), 'session_id'),
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
      tell(endpoints.applyItemSets, access, live.toItemSetsRequest(sessionId, itemSetIds)),
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
      const comments = new Map<string, LiveComment>();
      // An offset is answered even when nothing is left: an empty page is the end, and so is one that says nothing new.
      for (let offset = '0'; ;) {
        const page = await ask(endpoints.comments, access, { session_id: sessionId, offset });
        const known = comments.size;
        for (const comment of page.objects('list').map(live.fromComment)) comments.set(comment.commentId, comment);
        const next = page.text('next_offset');
        if (comments.size === known || next === '' || next === offset) return [...comments.values()];
        offset = next;
      }
    },
    comment: async (access, sessionId, text) =>
      readIdMade(
        await client.call(endpoints.postComment, access, { ...inSession(sessionId), content: text }),
        'comment_id',
      ),
    muteViewer: (access, sessionId, viewerId, muted) =>
      tell(
        muted ? endpoints.banViewer : endpoints.unbanViewer,
        access,
        live.toMuteRequest(sessionId, { viewerId, muted }),
      ),
  };
}
