/**
 * Runs `work` while renewing the hold on what it works on. A process that is killed renews nothing: its work is free for
 * others as soon as the hold ends.
 * @param renew may fail now and then; the hold lasts for several renewals
 */
export async function holding<T>(
  { renew, everyMs }: { renew: () => Promise<void>; everyMs: number },
  work: () => Promise<T>,
): Promise<T> {
  const timer = setInterval(() => void renew().catch(() => undefined), everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
