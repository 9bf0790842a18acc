import { urlOf } from "@/lib/http";

/** What changed in the agenda since a version of it: the spans of time that somebody wrote in; `whole` is all of it. */
export type Changes = { version: string | null; whole: boolean; spans: { start_time: string; end_time: string }[] };

const CHANGES = "/citas/changes";

/** Asks whether anything changed. Null where nothing did, which costs both sides next to nothing. */
export async function changesSince(version: string | null, signal: AbortSignal): Promise<Changes | null> {
  const headers = new Headers({ Accept: "application/json" });
  if (version) headers.set("If-None-Match", version);
  const response = await fetch(urlOf(CHANGES), { headers, signal, credentials: "same-origin", cache: "no-store" });
  if (response.status === 304) return null;
  if (!response.ok) throw new Error(`${CHANGES}: ${response.status}`);
  const body = (await response.json()) as Omit<Changes, "version">;
  return { ...body, version: response.headers.get("ETag") };
}
