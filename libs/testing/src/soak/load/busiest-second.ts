/**
 * The most that happened within one second, told from a count that only grows and is looked at now and then. Looks less
 * than a second apart are taken together, so that it never says more than there was.
 */
export class BusiestSecond {
  most = 0;
  private last: { readonly atMs: number; readonly count: number } | undefined;

  look(count: number, atMs: number): void {
    const { last } = this;
    if (last && atMs - last.atMs < 1_000) return;
    if (last) this.most = Math.max(this.most, ((count - last.count) * 1_000) / (atMs - last.atMs));
    this.last = { count, atMs };
  }
}
