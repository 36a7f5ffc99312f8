import type { Clock } from '@pinglu/kernel';
import { InvalidRequestError, NotSupportedError, PermissionDeniedError } from '../../port/errors.js';
import type { FinanceRow } from '../../port/finance.types.js';
import type { FinancePort } from '../../port/marketplace.port.js';
import type { ShopAccess } from '../../port/types.js';
import type { WireObject } from '../../wire/wire-object.js';
import { inBatches } from '../batches.js';
import { listIn, objectIn, objectOrNullIn, type ShopeeClient } from '../client.js';
import { salesCountryOf } from '../countries.js';
import { dayIn, isCalendarDay, nextDay } from '../days.js';
import { endpoints } from '../endpoints.js';
import * as finance from '../finance.js';

/** Fifty are allowed; beyond twenty the answer is slow. */
const escrowsPerCall = 20;

export function financePort(client: ShopeeClient, clock: Clock): FinancePort {
  const books = bookReader(client);
  return {
    transactions: async (access, window) => {
      const day = window.cursor ?? window.from;
      if (![day, window.from, window.to].every(isCalendarDay) || day < window.from || day > window.to) {
        throw notDays('finance.transactions');
      }
      const statement = statementOf(access, day);
      const escrows = await books.escrows(access, statement);
      const items = [
        ...escrows.flatMap((escrow) => finance.rowsOfEscrow(escrow, statement)),
        ...(await books.wallet(access, statement)),
      ];
      return { items, nextCursor: day < window.to ? nextDay(day) : null };
    },
    payouts: async (access, { since }) => {
      if (!isCalendarDay(since)) throw notDays('finance.payouts');
      const today = dayIn(clock.now(), salesCountryOf(access));
      const statements = [];
      // Today is not over: more may be released.
      for (let day = since; day < today; day = nextDay(day)) {
        const statement = statementOf(access, day);
        const escrows = await books.escrows(access, statement);
        const wallet = await books.wallet(access, statement);
        if (escrows.length + wallet.length > 0) statements.push(finance.toStatement(statement, escrows, wallet));
      }
      return statements;
    },
    transfers: async (access, { since, until, cursor }) => {
      const answer = await client.call(endpoints.payoutInfo, access, {
        payout_time_from: Math.floor(since.getTime() / 1000),
        payout_time_to: Math.floor(until.getTime() / 1000),
        page_size: 100,
        cursor: cursor ?? '',
      });
      return finance.fromPayoutInfoResponse(objectIn(answer));
    },
    startReport: async (access, { since, until }) =>
      objectIn(
        await client.call(endpoints.startIncomeReport, access, {
          release_time_from: Math.floor(since.getTime() / 1000),
          release_time_to: Math.floor(until.getTime() / 1000),
        }),
      ).id('id'),
    report: async (access, reportId) =>
      finance.fromIncomeReportResponse(
        objectIn(await client.call(endpoints.incomeReport, access, { income_report_id: reportId })),
      ),
  };
}

const statementOf = (access: ShopAccess, day: string): finance.StatementDay => ({
  shopId: access.externalSellerId ?? '',
  day,
  country: salesCountryOf(access),
});

interface BookReader {
  escrows(access: ShopAccess, statement: finance.StatementDay): Promise<WireObject[]>;
  wallet(access: ShopAccess, statement: finance.StatementDay): Promise<FinanceRow[]>;
}

function bookReader(client: ShopeeClient): BookReader {
  return {
    escrows: async (access, statement) => {
      const numbers = new Set<string>();
      for (let page = 1; ; page += 1) {
        const answer = await client.call(endpoints.escrowList, access, finance.toEscrowListRequest(statement, page));
        const { orderNumbers, more } = finance.fromEscrowListResponse(objectOrNullIn(answer));
        for (const number of orderNumbers) numbers.add(number);
        if (!more) break;
      }
      return inBatches([...numbers], escrowsPerCall, async (batch) =>
        listIn(await client.call(endpoints.escrowDetails, access, finance.toEscrowDetailsRequest(batch))).map((row) =>
          row.object('escrow_detail'),
        ),
      );
    },
    wallet: async (access, statement) => {
      try {
        const rows: WireObject[] = [];
        for (let page = 1; ; page += 1) {
          const answer = await client.call(
            endpoints.walletTransactions,
            access,
            finance.toWalletRequest(statement, page),
          );
          const data = objectOrNullIn(answer);
          rows.push(...(data?.objects('transaction_list') ?? []));
          if (data?.flag('more') !== true) break;
        }
        return finance.rowsOfWallet(rows, statement);
      } catch (error) {
        // Sellers who ship from another country have no wallet.
        if (error instanceof PermissionDeniedError || error instanceof NotSupportedError) return [];
        throw error;
      }
    },
  };
}

const notDays = (operation: string): InvalidRequestError =>
  new InvalidRequestError(
    {
      cause: 'The window is not one of calendar days, the first not after the last.',
      advice: 'Give the days as YYYY-MM-DD, and the cursor as it was answered.',
    },
    { marketplace: 'shopee', operation },
  );
