// The copy of the agenda for working on paper, which the service worker (public/apagon-sw.js) shows where the clinic does not
// answer. It needs a secure context: behind TLS, or on localhost.

export const OUTAGE_CACHE = "apagon";
export const OUTAGE_COPY = "/apagon/copia.pdf";
const WANTED = "omniclinica:apagon";

export const canKeep = () => typeof caches !== "undefined" && "serviceWorker" in navigator;

/** Whether this device was told to keep a copy. */
export function isWanted() {
  try {
    return localStorage.getItem(WANTED) === "1";
  } catch {
    return false;
  }
}

export function want(wanted: boolean) {
  if (wanted) localStorage.setItem(WANTED, "1");
  else localStorage.removeItem(WANTED);
}

export async function keep(pdf: Blob, madeAt = new Date()) {
  const headers = { "Content-Type": "application/pdf", "X-Made-At": madeAt.toISOString() };
  await (await caches.open(OUTAGE_CACHE)).put(OUTAGE_COPY, new Response(pdf, { headers }));
}

/** When the copy of this device was made; null where there is none. */
export async function madeAt(): Promise<string | null> {
  const copy = canKeep() ? await (await caches.open(OUTAGE_CACHE)).match(OUTAGE_COPY) : undefined;
  return copy?.headers.get("X-Made-At") ?? null;
}

/** Nothing of the patients stays on the device. */
export async function forgetCopy() {
  if (canKeep()) await caches.delete(OUTAGE_CACHE);
}
