import { canKeep, forgetCopy, isWanted, keep, madeAt } from "@/lib/outage-copy";
import { takePackage } from "./queries";

const EVERY_MS = 10 * 60_000;
const LOOK_MS = 60_000;

/** Takes a copy where the last one is old; whoever may not have it any more has none left. */
export async function refreshCopy(every = EVERY_MS) {
  if (!canKeep() || !isWanted()) return;
  const made = await madeAt();
  if (made && Date.now() - new Date(made).getTime() < every) return;
  await navigator.serviceWorker.register("/apagon-sw.js");
  try {
    await keep(await takePackage());
  } catch (error) {
    // While the clinic does not answer the last copy is what is needed.
    if (error instanceof Error && "status" in error && error.status === 403) await forgetCopy();
  }
}

/** As long as a page of the suite is open here, the copy of this device is at most ten minutes old. */
export function startKeeper() {
  void refreshCopy();
  const timer = setInterval(() => void refreshCopy(), LOOK_MS);
  return () => clearInterval(timer);
}
