/** Plain lines on standard output; on a terminal the running step also counts its seconds. */

/** @param {number} ms */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Numbered steps: `2/6 Building … 3.1 s`. The title is written when the step begins, so that whoever watches knows what
 * is going on; lines said meanwhile go below it, indented.
 */
export class Progress {
  #out;
  #total;
  #done;
  #openLine = '';

  /** @param {{ total: number, done?: number, out?: NodeJS.WriteStream }} options */
  constructor({ total, done = 0, out = process.stdout }) {
    this.#total = total;
    this.#done = done;
    this.#out = out;
  }

  /** Steps begun so far. */
  get done() {
    return this.#done;
  }

  /**
   * @template T
   * @param {string} title
   * @param {() => Promise<T> | T} work
   * @returns {Promise<T>}
   */
  async step(title, work) {
    this.#done += 1;
    const begin = Date.now();
    const head = `${this.#done}/${this.#total} ${title} …`;
    this.#open(head);
    const clock = this.#out.isTTY ? setInterval(() => this.#redraw(head, Date.now() - begin), 1000) : undefined;
    try {
      const result = await work();
      clearInterval(clock);
      this.#finish(head, duration(Date.now() - begin));
      return result;
    } catch (error) {
      clearInterval(clock);
      this.#breakLine();
      throw error;
    }
  }

  /** A line that belongs to the running step. */
  note(text) {
    this.#breakLine();
    this.#out.write(`    ${text}\n`);
  }

  /** A line of its own. */
  say(text = '') {
    this.#breakLine();
    this.#out.write(`${text}\n`);
  }

  #open(head) {
    this.#openLine = head;
    this.#out.write(head);
  }

  #redraw(head, elapsedMs) {
    if (this.#openLine !== head) return;
    this.#out.write(`\r${head} ${duration(elapsedMs)}\u001b[K`);
  }

  #finish(head, took) {
    if (this.#openLine === head) this.#out.write(this.#out.isTTY ? `\r${head} ${took}\u001b[K\n` : ` ${took}\n`);
    else this.#out.write(`    done in ${took}\n`);
    this.#openLine = '';
  }

  #breakLine() {
    if (this.#openLine !== '') this.#out.write('\n');
    this.#openLine = '';
  }
}
