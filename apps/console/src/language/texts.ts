export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** What a step or a status is called (steps as things, not as done: their status stands beside them); what is not in the table is shown as it is. */
export type Words = Readonly<Record<string, string>>;

export interface Texts {
  readonly htmlLang: string;
  readonly tagline: string;
  readonly otherLanguage: string;
  readonly keyTitle: string;
  readonly keyHint: string;
  readonly keyLabel: string;
  readonly keyUse: string;
  readonly keyRefused: string;
  readonly keyForget: string;
  readonly orders: string;
  readonly noOrders: string;
  readonly loading: string;
  readonly placeOrder: string;
  readonly placing: string;
  readonly article: string;
  readonly quantity: string;
  readonly nothingListed: string;
  readonly chooseOrder: string;
  readonly order: string;
  readonly noSteps: string;
  readonly document: string;
  readonly afterStart: string;
  readonly total: string;
  readonly notYet: string;
  readonly missing: (services: string) => string;
  readonly unreachable: string;
  readonly shopConnected: string;
  readonly shopLost: (name: string) => string;
  readonly steps: Words;
  readonly stepStatuses: Words;
  readonly orderStatuses: Words;
  readonly services: Words;
}

const en: Texts = {
  htmlLang: 'en',
  tagline: 'From order to payout',
  otherLanguage: '简体中文',
  keyTitle: 'Who are you?',
  keyHint: 'Enter an API key of a merchant. It is kept in this tab only. “npm start” prints an address that holds one.',
  keyLabel: 'API key',
  keyUse: 'Continue',
  keyRefused: 'This key is not accepted. It may be revoked, or not complete.',
  keyForget: 'Sign out',
  orders: 'Latest orders',
  noOrders: 'No order has arrived yet.',
  loading: 'Loading …',
  placeOrder: 'Place an order',
  placing: 'Ordering …',
  article: 'Article',
  quantity: 'Quantity',
  nothingListed: 'Nothing is listed yet, so nothing can be ordered.',
  chooseOrder: 'Choose an order to see its way from the marketplace’s push to the payout.',
  order: 'Order',
  noSteps: 'Nothing is known of this order yet. Its steps appear here as they are taken.',
  document: 'What it is based on',
  afterStart: 'after the first step',
  total: 'Total',
  notYet: 'not yet',
  missing: (services) => `Some steps may be missing: ${services} did not answer.`,
  unreachable: 'The gateway cannot be reached. Trying again …',
  shopConnected: 'The shop is connected.',
  shopLost: (name) => `The shop ${name} is disconnected: its merchant must connect it again.`,
  steps: {
    push_received: 'Push of the marketplace',
    order_ingested: 'Order intake',
    order_packed: 'Packing',
    ready_to_ship: 'Ready to ship',
    parcel_released: 'Release of the parcel',
    shipped: 'Handover to the carrier',
    delivered: 'Delivery',
    stock_reserved: 'Stock reservation',
    stock_written: 'Stock write-back',
    declared: 'Customs declaration',
    declaration_released: 'Customs release',
    statement_line: 'Payout statement',
  },
  stepStatuses: { done: 'Done', waiting: 'Waiting', failed: 'Failed' },
  orderStatuses: {
    placed: 'Placed',
    ready_to_ship: 'Ready to ship',
    shipped: 'Shipped',
    delivered: 'Delivered',
    cancelled: 'Cancelled',
    unrecognized: 'Unrecognized',
  },
  services: {},
};

const zh: Texts = {
  htmlLang: 'zh-CN',
  tagline: '从下单到回款',
  otherLanguage: 'English',
  keyTitle: '请先表明身份',
  keyHint: '请输入商家的 API 密钥。密钥只保存在当前标签页中。“npm start” 会打印一个已含密钥的网址。',
  keyLabel: 'API 密钥',
  keyUse: '继续',
  keyRefused: '该密钥未被接受：可能已被吊销，或不完整。',
  keyForget: '退出',
  orders: '最新订单',
  noOrders: '还没有收到订单。',
  loading: '加载中…',
  placeOrder: '模拟下单',
  placing: '正在下单…',
  article: '商品',
  quantity: '数量',
  nothingListed: '还没有上架商品，暂时无法下单。',
  chooseOrder: '请选择一个订单，查看它从平台推送到回款的全过程。',
  order: '订单',
  noSteps: '暂时还没有该订单的信息。每完成一步，就会显示在这里。',
  document: '依据',
  afterStart: '距第一步',
  total: '合计',
  notYet: '尚未发生',
  missing: (services) => `部分步骤可能缺失：${services} 没有应答。`,
  unreachable: '无法连接网关，正在重试…',
  shopConnected: '店铺已连接。',
  shopLost: (name) => `店铺 ${name} 的授权已失效，请商家重新授权。`,
  steps: {
    push_received: '平台推送',
    order_ingested: '订单入库',
    order_packed: '打包',
    ready_to_ship: '备妥待发',
    parcel_released: '包裹放行',
    shipped: '交运',
    delivered: '送达',
    stock_reserved: '库存预留',
    stock_written: '库存回写',
    declared: '海关申报',
    declaration_released: '海关放行',
    statement_line: '结算单',
  },
  stepStatuses: { done: '完成', waiting: '等待中', failed: '失败' },
  orderStatuses: {
    placed: '已下单',
    ready_to_ship: '待发货',
    shipped: '已发货',
    delivered: '已送达',
    cancelled: '已取消',
    unrecognized: '未识别',
  },
  services: {
    gateway: '网关',
    inventory: '库存',
    'catalog-sync': '商品',
    'order-ingestion': '订单',
    'customs-declaration': '报关',
    settlement: '结算',
  },
};

export const texts: Readonly<Record<Language, Texts>> = { en, zh };

/** A word of a table, or the name itself when the table does not have it: what is new must not be invisible. */
export const wordFor = (words: Words, name: string): string => (Object.hasOwn(words, name) ? words[name]! : name);

/** The reader's own language when it is one of ours. */
export const preferredLanguage = (wanted: readonly string[]): Language =>
  wanted
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag): tag is Language => languages.some((one) => one === tag)) ?? 'en';
