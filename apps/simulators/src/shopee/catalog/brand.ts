export interface Brand {
  readonly id: number;
  readonly name: string;
  /** 1 can be used, 2 waits for the platform's yes. */
  readonly status: 1 | 2;
}

/** Any seller may use it where a category does not ask for a brand. */
export const NO_BRAND: Brand = { id: 0, name: 'NoBrand', status: 1 };

const NAMES = [
  'Liuwu',
  'Zhuang Brocade',
  'Wuzhou Tea',
  'Hengxian Jasmine',
  'Beibu Bay',
  'Qinzhou Nixing',
  'Mailuo',
  'Yangmei',
] as const;

/** Brands that every world begins with; those that sellers register come behind them. */
export const BRANDS: readonly Brand[] = NAMES.map((name, index) => ({ id: 1_146_301 + index, name, status: 1 }));

/** The brands of one world. */
export class BrandBook {
  private readonly brands: Brand[] = [NO_BRAND, ...BRANDS];

  find(id: number): Brand | undefined {
    return this.brands.find((one) => one.id === id);
  }

  withStatus(status: number): Brand[] {
    return this.brands.filter((one) => one.status === status);
  }

  /** A brand that waits for approval; undefined when there is one of that name. */
  register(name: string): Brand | undefined {
    if (this.brands.some((one) => one.name.toLowerCase() === name.toLowerCase())) return undefined;
    const brand: Brand = { id: BRANDS.at(-1)!.id + this.brands.length, name, status: 2 };
    this.brands.push(brand);
    return brand;
  }
}
