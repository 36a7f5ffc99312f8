export declare function duration(ms: number): string;

export declare class Progress {
  constructor(options: { total: number; done?: number; out?: { isTTY?: boolean; write(text: string): unknown } });
  get done(): number;
  step<T>(title: string, work: () => Promise<T> | T): Promise<T>;
  note(text: string): void;
  say(text?: string): void;
}
