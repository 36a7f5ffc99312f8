/** One batch after the other; what all of them answered, in order. */
export async function inBatches<Item, Answer>(
  items: readonly Item[],
  size: number,
  ask: (batch: readonly Item[]) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < items.length; from += size) answers.push(...(await ask(items.slice(from, from + size))));
  return answers;
}
