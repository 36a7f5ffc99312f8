/** The outcome of the latest tries, as many as `size`. */
export class FailureRate {
  private readonly failures: boolean[] = [];

  /** Notes a try. True when more than half of the latest `size` have failed; 0 judges nobody. */
  note(failed: boolean, size: number): boolean {
    if (size === 0) return false;
    this.failures.push(failed);
    while (this.failures.length > size) this.failures.shift();
    return this.failures.length === size && this.failures.filter(Boolean).length > size / 2;
  }

  forget(): void {
    this.failures.length = 0;
  }
}
