export type EnterpriseRole = 'seller' | 'carrier' | 'agent';

/** A firm that is registered with customs. All of the seeded ones are invented. */
export interface Enterprise {
  /** Customs registration code or unified social credit code. */
  readonly code: string;
  readonly name: string;
  readonly roles: readonly EnterpriseRole[];
  /** Its address in the exchange; null when it sends nothing itself. */
  readonly dxpId: string | null;
}

export const seededEnterprises: readonly Enterprise[] = [
  { code: '4501960TST', name: '南宁示例电商有限公司', roles: ['seller'], dxpId: 'DXPENT0000999001' },
  { code: '4514980LGS', name: '凭祥示例物流有限公司', roles: ['carrier'], dxpId: 'DXPLGS0000999002' },
  { code: '4514980AGT', name: '崇左示例报关有限公司', roles: ['agent'], dxpId: 'DXPENT0000999003' },
];
