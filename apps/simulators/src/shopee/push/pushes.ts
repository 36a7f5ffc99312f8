import type { PartnerApp } from '../config.js';
import type { Authorization } from '../oauth/authorization-book.js';
import type { Subject } from '../oauth/subject.js';
import type { JsonObject } from '../protocol/json.js';
import { findShop, type Account, type Shop } from '../shop/shop.js';
import type { World } from '../world/world.js';
import type { PushSender } from './push-sender.js';

/** Follows the wall clock even when the simulator's clock was moved: receivers refuse what is not fresh. */
const wallSeconds = (): number => Math.floor(Date.now() / 1000);

/** What is told to the apps when something changes. Each app has an address of its own. */
export class Pushes {
  /** Changes of shops that had not let any app in. */
  notAuthorised = 0;

  constructor(
    private readonly world: World,
    readonly senders: ReadonlyMap<PartnerApp, PushSender>,
  ) {}

  /** Tells every app that the shop has let in. */
  toShop(shop: Shop, code: number, data: JsonObject): void {
    let isHeard = false;
    for (const [app, sender] of this.senders) {
      if (!this.world.authorizations.isOpen(app.partnerId, { kind: 'shop', id: shop.shopId })) continue;
      isHeard = true;
      const timestamp = wallSeconds();
      sender.send({ code, shopId: shop.shopId, timestamp, body: { data, shop_id: shop.shopId, code, timestamp } });
    }
    if (!isHeard) this.notAuthorised += 1;
  }

  /** Code 1. */
  authorized(app: PartnerApp, account: Account, subjects: readonly Subject[]): void {
    this.toApp(app, 1, {
      authorize_type: 'shop authorization by user',
      extra: subjects
        .map((one) => `${one.kind} id ${one.id}${regionOf(one)} has been authorized successfully`)
        .join('; '),
      success: 1,
      ...namesOf(account, subjects),
    });
  }

  /** Code 2. */
  authorizationEnded(app: PartnerApp, account: Account, ended: { subjects: readonly Subject[]; type: string }): void {
    this.toApp(app, 2, {
      authorize_type: ended.type,
      extra: ended.subjects.map((one) => `${one.kind} id ${one.id}${regionOf(one)} has been canceled`).join('; '),
      success: 1,
      ...namesOf(account, ended.subjects),
    });
  }

  /** Code 12, once a day. */
  authorizationsEnding(app: PartnerApp, ending: readonly Authorization[], beforeMs: number): void {
    const ids = (kind: Subject['kind']): number[] =>
      ending.filter(({ subject }) => subject.kind === kind).map(({ subject }) => subject.id);
    this.toApp(app, 12, {
      merchant_expire_soon: ids('merchant'),
      shop_expire_soon: ids('shop'),
      user_expire_soon: ids('user'),
      expire_before: Math.floor(beforeMs / 1000),
      page_no: 1,
      total_page: 1,
    });
  }

  /** Of the first app, whose pushes are what most listen to, and then of each. */
  report(): unknown {
    const apps = [...this.senders].map(([app, sender]) => ({
      partnerId: app.partnerId,
      url: sender.config.callbackUrl ?? null,
      status: sender.health.status,
      ...sender.counts,
      waiting: sender.waiting,
      inLostQueue: sender.lost.size,
    }));
    return { ...apps[0], notAuthorised: this.notAuthorised, apps };
  }

  stop(): void {
    for (const sender of this.senders.values()) sender.stop();
  }

  private toApp(app: PartnerApp, code: number, data: JsonObject): void {
    const timestamp = wallSeconds();
    // Code 12 alone does not name the partner.
    const partner = code === 12 ? {} : { partner_id: app.partnerId };
    this.senders.get(app)?.send({ code, shopId: undefined, timestamp, body: { data, ...partner, code, timestamp } });
  }
}

function namesOf(account: Account, subjects: readonly Subject[]): JsonObject {
  const ids = (kind: Subject['kind']): number[] => subjects.filter((one) => one.kind === kind).map((one) => one.id);
  const shops = ids('shop');
  const merchants = ids('merchant');
  if (account.mainAccountId === undefined) return { shop_id: shops[0] };
  return { shop_id_list: shops, merchant_id_list: merchants, main_account_id: account.mainAccountId };
}

const regionOf = (one: Subject): string => (one.kind === 'shop' ? ` (${findShop(one.id)?.region ?? ''})` : '');
