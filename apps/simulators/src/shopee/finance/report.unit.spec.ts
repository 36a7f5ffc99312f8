import { REPORT_STATUS, Reports } from './report.js';

const file = {
  shopId: 7,
  kind: 'report',
  fileName: 'a.csv',
  contentType: 'text/csv',
  bytes: Buffer.from('a'),
} as const;

describe('reports of income', () => {
  it('take as many questions as they are told to, then can be fetched, and then have been', () => {
    const reports = new Reports(
      () => 0,
      () => 2,
    );
    const report = reports.add(file);
    const link = reports.linkOf(report);
    expect([reports.poll(report), reports.poll(report)]).toEqual([REPORT_STATUS.processing, REPORT_STATUS.processing]);
    expect(reports.poll(report)).toBe(REPORT_STATUS.downloadable);
    expect(reports.download(link)).toBe(report);
    expect(reports.poll(report)).toBe(REPORT_STATUS.downloaded);
  });

  it('are not to be had before they are made, nor by another shop', () => {
    const reports = new Reports(
      () => 0,
      () => 1,
    );
    const report = reports.add(file);
    expect(reports.download(reports.linkOf(report))).toBeUndefined();
    expect([reports.find(8, report.id), reports.find(7, report.id)]).toEqual([undefined, report]);
    expect(reports.download('/income/none')).toBeUndefined();
  });
});
