/** Texts of receipts as customs writes them. 1800, 2300 and 2600 were seen in real logs; see DIFFERENCES.md. */
export const PASSED = '[Code:1800;Desc:逻辑校验通过]';
export const AUDITED = '[Code:2300;Desc:审结]';
export const RELEASED = '[Code:2600;Desc:放行]';
export const MANUAL_REVIEW = '[Code:2310;Desc:人工审核]';
export const INSPECTION = '[Code:2500;Desc:查验]';
export const CLOSED = '[Code:2700;Desc:结关]';
