export declare function runMain(name: string, body: () => Promise<number | void>): Promise<never>;
export declare function report(name: string, error: unknown): number;
