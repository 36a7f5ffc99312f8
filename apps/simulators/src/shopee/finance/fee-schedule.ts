/** Shares in hundredths of a percent. Invented, and odd on purpose, so that sums do not come out round. */
export interface FeeSchedule {
  readonly commission: number;
  readonly service: number;
  /** On everything the buyer paid. */
  readonly transaction: number;
  /** A fixed fee for each order, in minor units. */
  readonly orderProcessing: number;
  /** What the carrier takes, of what the buyer paid for transport. */
  readonly carrier: number;
  /** Taxes on goods that the platform keeps back, by the name of their field. */
  readonly localTaxes: Readonly<Record<string, number>>;
  readonly crossBorderTaxes: Readonly<Record<string, number>>;
}

const schedule = (rest: Partial<FeeSchedule> = {}): FeeSchedule => ({
  commission: 535,
  service: 0,
  transaction: 212,
  orderProcessing: 0,
  carrier: 12_500,
  localTaxes: {},
  crossBorderTaxes: {},
  ...rest,
});

const SCHEDULES: Readonly<Record<string, FeeSchedule>> = {
  SG: schedule({ commission: 218, transaction: 200, crossBorderTaxes: { final_escrow_product_gst: 900 } }),
  MY: schedule({ commission: 476, orderProcessing: 54, crossBorderTaxes: { sales_tax_on_lvg: 1000 } }),
  TH: schedule({
    transaction: 321,
    orderProcessing: 107,
    crossBorderTaxes: { vat_on_imported_goods: 700, th_import_duty: 313 },
  }),
  VN: schedule({
    transaction: 491,
    localTaxes: { withholding_vat_tax: 100, withholding_pit_tax: 50 },
    crossBorderTaxes: { vat_on_imported_goods: 1000 },
  }),
  PH: schedule({ service: 168, transaction: 224, localTaxes: { withholding_tax: 50 } }),
  ID: schedule({
    service: 180,
    orderProcessing: 1250,
    localTaxes: { withholding_tax: 50 },
    crossBorderTaxes: { escrow_tax: 750 },
  }),
};

export const feeSchedule = (region: string): FeeSchedule => SCHEDULES[region] ?? schedule();

/** A share of an amount of minor units, to the nearest unit. */
export const share = (amount: number, hundredthsOfPercent: number): number =>
  Math.round((amount * hundredthsOfPercent) / 10_000);
