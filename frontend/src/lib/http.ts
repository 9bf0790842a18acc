import { takeEarly } from "./early";
import { ApiError, isProblem, problemOf } from "./problem";

type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];

export type ApiOptions = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Written as JSON. */
  body?: unknown;
  /** Sent as it is; the service says by its bytes what it is. */
  file?: Blob;
  /** Empty values are left out; lists travel comma separated. */
  query?: Record<string, QueryValue>;
  /** The version being edited: travels as `If-Match`. */
  version?: number | string;
  /** The link that somebody without a session shows. */
  link?: string;
  signal?: AbortSignal;
};

export type Answer = { body: unknown; response: Response };

/** Asks a service of our own origin; `api` parses what it answers. Throws `ApiError` for anything but success. */
export async function ask(
  path: string,
  { method = "GET", body, file, query, version, link, signal }: ApiOptions = {},
): Promise<Answer> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const submission = method === "POST" && !file ? `${path} ${payload ?? ""}` : null;
  const headers = new Headers({ Accept: "application/json" });
  if (payload !== undefined) headers.set("Content-Type", "application/json");
  if (file) headers.set("Content-Type", "application/octet-stream");
  if (version !== undefined) headers.set("If-Match", `"${version}"`);
  if (link) headers.set("Authorization", `Link ${link}`);
  if (submission) headers.set("Idempotency-Key", keyOf(submission));

  const response = await send(urlOf(path, query), { method, headers, body: file ?? payload, signal });
  const answer = response.ok ? await bodyOf(response, signal) : null;
  // A server's failure, or an answer that broke off, does not say whether the work was done:
  // the same submission sent again must carry the same key. Any other answer settles it.
  if (submission && response.status < 500) submissions.delete(submission);

  if (!response.ok) throw await errorOf(response);
  return { body: answer, response };
}

/** A file, also of whoever shows a link, or made of what is sent. Throws `ApiError` for anything but the file. */
export async function fileOf(
  path: string,
  { query, link, body }: Pick<ApiOptions, "query" | "link" | "body"> = {},
): Promise<Blob> {
  const headers = new Headers(link ? { Authorization: `Link ${link}` } : {});
  if (body !== undefined) headers.set("Content-Type", "application/json");
  const response = await send(
    urlOf(path, query),
    body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) },
  );
  if (!response.ok) throw await errorOf(response);
  return response.blob();
}

const submissions = new Map<string, string>();

function keyOf(submission: string) {
  const key = submissions.get(submission) ?? newId();
  submissions.set(submission, key);
  return key;
}

/** `crypto.randomUUID` exists only behind TLS or on localhost; clinics also use plain LANs. */
function newId() {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function urlOf(path: string, query: ApiOptions["query"] = {}) {
  const url = new URL(`/api${path}`, window.location.origin);
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "") continue;
    if (Array.isArray(value) && value.length === 0) continue;
    url.searchParams.set(name, String(value));
  }
  return url;
}

async function send(url: URL, init: RequestInit) {
  try {
    const early = init.method === "GET" ? takeEarly(url.href) : null;
    return await (early ?? fetch(url, { ...init, credentials: "same-origin" }));
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(problemOf(0));
  }
}

async function errorOf(response: Response) {
  const requestId = response.headers.get("X-Request-Id");
  const said: unknown = await response.json().catch(() => null);
  const problem = isProblem(said) ? said : problemOf(response.status, requestId);
  const retryAfter = Number(response.headers.get("Retry-After"));
  return new ApiError(
    { ...problem, request_id: problem.request_id ?? requestId },
    Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
  );
}

/** What was answered; undefined when it is no JSON. Fails as `send` does when the answer breaks off or is given up. */
async function bodyOf(response: Response, signal?: AbortSignal): Promise<unknown> {
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    if (error instanceof SyntaxError) return undefined;
    throw new ApiError(problemOf(0));
  }
}
