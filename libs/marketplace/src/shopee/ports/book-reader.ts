import { NotSupportedError, PermissionDeniedError, RefusedRequestError } from '../../port/errors.js';
import type { FinanceRow } from '../../port/finance.types.js';
import type { ShopAccess } from '../../port/types.js';
import type { WireObject } from '../../wire/wire-object.js';
import { inBatches } from '../batches.js';
import { listIn, objectIn, objectOrNullIn, type ShopeeClient } from '../client.js';
import { secondsOfDay } from '../days.js';
import { endpoints } from '../endpoints.js';
import * as finance from '../finance.js';

export interface BookReader {
  /** Of the orders whose money was released on the day. */
  escrows(access: ShopAccess, statement: finance.StatementDay): Promise<WireObject[]>;
  /** What else stands on the shop's account of the day. */
  account(access: ShopAccess, statement: finance.StatementDay): Promise<FinanceRow[]>;
}

/** Fifty are allowed; beyond twenty the answer is slow. */
const escrowsPerCall = 20;

export function bookReader(client: ShopeeClient): BookReader {
  return {
    escrows: async (access, statement) => {
      const numbers = new Set<string>();
      for (let page = 1; ; page += 1) {
        const answer = await client.call(endpoints.escrowList, access, finance.toEscrowListRequest(statement, page));
        const { orderNumbers, more } = finance.fromEscrowListResponse(objectOrNullIn(answer));
        for (const number of orderNumbers) numbers.add(number);
        if (!more) break;
      }
      return inBatches([...numbers], escrowsPerCall, (batch) => detailsOf(client, access, batch));
    },
    account: async (access, statement) => {
      try {
        return finance.rowsOfWallet(await walletOf(client, access, statement), statement);
      } catch (error) {
        // Sellers who ship from another country have no wallet but payouts. Of any other the money would be lost unseen.
        const refused = error instanceof PermissionDeniedError || error instanceof NotSupportedError;
        if (!refused || !(await isCrossBorder(client, access))) throw error;
        return finance.rowsOfBilling(await billingOf(client, access, statement), statement);
      }
    },
  };
}

async function detailsOf(client: ShopeeClient, access: ShopAccess, orderNumbers: readonly string[]) {
  const answer = await client.call(endpoints.escrowDetails, access, finance.toEscrowDetailsRequest(orderNumbers));
  const escrows = listIn(answer).map((row) => row.object('escrow_detail'));
  const answered = new Set(escrows.map((escrow) => escrow.id('order_sn')));
  // An order that was released has an escrow: were it left out, its money would be lost unseen.
  if (!orderNumbers.every((number) => answered.has(number))) {
    throw answer.body.violation('response', 'the escrow of every order that was asked for');
  }
  return escrows;
}

/** The documents count its pages from 0 in one place and from 1 in another; here either is read to the end, and once. */
async function walletOf(
  client: ShopeeClient,
  access: ShopAccess,
  statement: finance.StatementDay,
): Promise<WireObject[]> {
  const ask = async (page: number): Promise<{ rows: WireObject[]; more: boolean }> => {
    const answer = await client.call(endpoints.walletTransactions, access, finance.toWalletRequest(statement, page));
    const data = objectOrNullIn(answer);
    return { rows: data?.objects('transaction_list') ?? [], more: data?.flag('more') ?? false };
  };
  const zeroth = await ask(0).catch((error: unknown) => {
    if (error instanceof RefusedRequestError) return null;
    throw error;
  });
  if (zeroth && !zeroth.more && zeroth.rows.length > 0) return zeroth.rows;
  const first = await ask(1);
  const isFirstAgain = zeroth === null || sameRows(zeroth.rows, first.rows);
  const rows = isFirstAgain ? [...first.rows] : [...zeroth.rows, ...first.rows];
  for (let page = 2, { more } = first; more; page += 1) {
    const next = await ask(page);
    rows.push(...next.rows);
    ({ more } = next);
  }
  return rows;
}

const sameRows = (one: readonly WireObject[], other: readonly WireObject[]): boolean =>
  JSON.stringify(one.map(({ fields }) => fields)) === JSON.stringify(other.map(({ fields }) => fields));

const isCrossBorder = async (client: ShopeeClient, access: ShopAccess): Promise<boolean> =>
  (await client.call(endpoints.shopInfo, access, {})).body.flag('is_cb');

/** What the payouts of the day are made of. */
async function billingOf(
  client: ShopeeClient,
  access: ShopAccess,
  { day, country }: finance.StatementDay,
): Promise<WireObject[]> {
  const payoutIds: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const request = finance.toPayoutInfoRequest(secondsOfDay(day, country), cursor);
    const page = finance.fromPayoutInfoResponse(objectIn(await client.call(endpoints.payoutInfo, access, request)));
    payoutIds.push(...page.items.map(({ transferId }) => transferId));
    cursor = page.nextCursor;
  }
  if (payoutIds.length === 0) return [];
  const rows: WireObject[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const data = objectIn(await client.call(endpoints.billing, access, finance.toBillingRequest(payoutIds, cursor)));
    rows.push(...data.objects('transactions'));
    cursor = data.flag('more') ? data.textOrNull('next_cursor') : null;
  }
  return rows;
}
