/** Why a document is refused. `status` is returnStatus: 100 from customs, below zero from the e-port. */
export interface Refusal {
  readonly status: string;
  readonly info: string;
}

/** As customs writes it. The numbers are known for 1320 and 1322; see DIFFERENCES.md for the others. */
export const refusedByCustoms = (code: string, text: string, place?: string): Refusal => ({
  status: '100',
  info: `[Code:${code};Desc:${text}]${place === undefined ? '' : `,[${place}]`}`,
});

export const refusedByEport = (status: string, text: string): Refusal => ({ status, info: text });

/** The refusals that customs gives; one place, so that a planted fault and a real one read alike. */
export const refusals = {
  linesDiffer: () => refusedByCustoms('1320', '清单表体商品项数与订单不一致'),
  itemsDiffer: (gnum: string, what: string) =>
    refusedByCustoms('1322', '清单与订单商品信息不一致', `InventoryList.gnum:${gnum},${what}`),
  goodsValueDiffers: (value: string, sum: string) =>
    refusedByCustoms('1322', '订单商品总价与表体合计不一致', `OrderHead.goodsValue:${value},sum:${sum}`),
  partiesDiffer: (field: string) => refusedByCustoms('1321', '清单与订单、运单企业或单号不一致', field),
  unknownHsCode: (gnum: string, gcode: string) =>
    refusedByCustoms('1301', '商品编码不在参数表中', `InventoryList.gnum:${gnum},gcode:${gcode}`),
  wrongUnit: (gnum: string, field: string, found: string) =>
    refusedByCustoms('1302', '计量单位与商品编码不符', `InventoryList.gnum:${gnum},${field}:${found}`),
  wrongQuantity: (gnum: string, field: string) =>
    refusedByCustoms('1303', '法定数量不正确', `InventoryList.gnum:${gnum},${field}`),
  weight: (field: string, found: string) =>
    refusedByCustoms('1310', '重量未填写或不正确', `InventoryHead.${field}:${found}`),
  weightsDiffer: (list: string, waybill: string) =>
    refusedByCustoms('1311', '清单毛重与运单毛重不一致', `list:${list},waybill:${waybill}`),
  total: (gnum: string) => refusedByCustoms('1323', '总价不等于数量乘以单价', `gnum:${gnum}`),
  price: (gnum: string) => refusedByCustoms('1324', '单价或数量必须大于零', `gnum:${gnum}`),
  parameter: (field: string, found: string) => refusedByCustoms('1300', '参数不在代码表中', `${field}:${found}`),
  orderUsed: (orderNo: string) => refusedByCustoms('1325', '订单已被其他清单使用', `orderNo:${orderNo}`),
  waybillUsed: (logisticsNo: string) => refusedByCustoms('1326', '运单已被其他清单使用', `logisticsNo:${logisticsNo}`),
} as const;
