export interface JvmOptions {
  readonly heapMb: number;
  readonly libsDir: string;
  readonly loggingFile: string;
  readonly tempDir: string;
}

/** See docs/adr for the measurements behind the heap. */
export const DEFAULT_HEAP_MB = 256;

/**
 * A JVM that is small rather than fast: one collector thread, the quick compiler only.
 * `mainClass` and its arguments come after these.
 */
export function jvmArguments({ heapMb, libsDir, loggingFile, tempDir }: JvmOptions): string[] {
  return [
    `-Xms${Math.min(64, heapMb)}m`,
    `-Xmx${heapMb}m`,
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    // A broker out of memory limps on without answering; one that ends is noticed and started again.
    '-XX:+ExitOnOutOfMemoryError',
    '-Djava.awt.headless=true',
    `-Djava.io.tmpdir=${tempDir}`,
    `-Dlog4j2.configurationFile=file:${loggingFile}`,
    '-cp',
    `${libsDir}/*`,
  ];
}
