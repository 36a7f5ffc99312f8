/** A carrier's service in one country. */
export interface Channel {
  readonly channelId: number;
  readonly region: string;
  readonly name: string;
  /** Which ways of handing over it knows. */
  readonly handover: readonly ('pickup' | 'dropoff' | 'non_integrated')[];
  readonly supportsCashOnDelivery: boolean;
  readonly trackingPrefix: string;
  /** What a buyer pays for transport, in minor units of the region's currency. */
  readonly fee: number;
}

const REGIONS = ['SG', 'MY', 'TH', 'VN', 'PH', 'ID'] as const;
const FEES: Readonly<Record<string, number>> = { SG: 199, MY: 490, TH: 3800, VN: 16_500, PH: 4900, ID: 9000 };

/** `1xx` stands for the region; the last digits for the service. */
const channelsOf = (region: string, index: number): Channel[] => {
  const base = { region, supportsCashOnDelivery: region !== 'SG', fee: FEES[region] ?? 0 };
  return [
    {
      ...base,
      channelId: 10_007 + index * 1000,
      name: 'Standard Delivery',
      handover: ['pickup', 'dropoff'],
      trackingPrefix: `SPX${region}`,
    },
    {
      ...base,
      channelId: 10_008 + index * 1000,
      name: 'Economy Delivery',
      handover: ['dropoff'],
      trackingPrefix: `ECO${region}`,
    },
    {
      ...base,
      channelId: 10_009 + index * 1000,
      name: 'Seller Own Fleet',
      handover: ['non_integrated'],
      supportsCashOnDelivery: false,
      trackingPrefix: '',
    },
  ];
};

export const CHANNELS: readonly Channel[] = REGIONS.flatMap(channelsOf);

export const channelsIn = (region: string): Channel[] => CHANNELS.filter((one) => one.region === region);
export const hasChannel = (region: string, channelId: number): boolean =>
  channelsIn(region).some((one) => one.channelId === channelId);
export const findChannel = (channelId: number): Channel | undefined =>
  CHANNELS.find((one) => one.channelId === channelId);
