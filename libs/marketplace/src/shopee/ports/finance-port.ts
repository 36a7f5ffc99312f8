import type { Clock } from '@pinglu/kernel';
import { InvalidRequestError } from '../../port/errors.js';
import type { FinancePort } from '../../port/marketplace.port.js';
import type { ShopAccess } from '../../port/types.js';
import { objectIn, type ShopeeClient } from '../client.js';
import { salesCountryOf } from '../countries.js';
import { dayIn, isCalendarDay, nextDay } from '../days.js';
import { endpoints } from '../endpoints.js';
import * as finance from '../finance.js';
import { bookReader } from './book-reader.js';

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
        ...(await books.account(access, statement)),
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
        const account = await books.account(access, statement);
        if (escrows.length + account.length > 0) statements.push(finance.toStatement(statement, escrows, account));
      }
      return statements;
    },
    transfers: async (access, { since, until, cursor }) => {
      const { window, inner, next } = finance.transferWindow({ since, until }, cursor);
      const answer = await client.call(endpoints.payoutInfo, access, finance.toPayoutInfoRequest(window, inner));
      const { items, nextCursor } = finance.fromPayoutInfoResponse(objectIn(answer));
      return { items, nextCursor: nextCursor === null ? next : `${window.from}:${nextCursor}` };
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

const notDays = (operation: string): InvalidRequestError =>
  new InvalidRequestError(
    {
      cause: 'The window is not one of calendar days, the first not after the last.',
      advice: 'Give the days as YYYY-MM-DD, and the cursor as it was answered.',
    },
    { marketplace: 'shopee', operation },
  );
