/** A file about a shop's income. */
export interface Report {
  readonly id: number;
  readonly shopId: number;
  readonly kind: 'report' | 'statement';
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly createdMs: number;
  /** How many more times it is answered as being made. */
  pollsLeft: number;
  isDownloaded: boolean;
}

/** What `status` says: 0 is invalid, 4 failed. */
export const REPORT_STATUS = { processing: 1, downloadable: 2, downloaded: 3 } as const;

const PREFIX = '/income/';
const FIRST_ID = 7_310_001;

/** Files that sellers asked for. Each takes some polls to be made, and then can be fetched by its link. */
export class Reports {
  private readonly reports = new Map<number, Report>();

  constructor(
    private readonly nowMs: () => number,
    private readonly polls: () => number,
  ) {}

  add(report: Pick<Report, 'shopId' | 'kind' | 'fileName' | 'contentType' | 'bytes'>): Report {
    const id = FIRST_ID + this.reports.size;
    const made: Report = { ...report, id, createdMs: this.nowMs(), pollsLeft: this.polls(), isDownloaded: false };
    this.reports.set(id, made);
    return made;
  }

  find(shopId: number, id: number): Report | undefined {
    const found = this.reports.get(id);
    return found?.shopId === shopId ? found : undefined;
  }

  /** How far a report is. Each question brings it nearer. */
  poll(report: Report): number {
    if (report.pollsLeft > 0) {
      report.pollsLeft -= 1;
      return REPORT_STATUS.processing;
    }
    return report.isDownloaded ? REPORT_STATUS.downloaded : REPORT_STATUS.downloadable;
  }

  /** Where the file is below the simulator's address. */
  linkOf(report: Report): string {
    return `${PREFIX}${report.id}/${report.fileName}`;
  }

  /** The file at an address; undefined when there is none, or none yet. */
  download(pathname: string): Report | undefined {
    const report = this.reports.get(Number(pathname.slice(PREFIX.length).split('/')[0]));
    if (!report || report.pollsLeft > 0) return undefined;
    report.isDownloaded = true;
    return report;
  }
}

export const isReportPath = (pathname: string): boolean => pathname.startsWith(PREFIX);
