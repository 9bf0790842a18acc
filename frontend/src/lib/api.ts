import { z } from "zod";
import { ApiError, problemOf, problemSchema } from "./problem";

type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];

export type ApiOptions = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Written as JSON. */
  body?: unknown;
  /** Empty values are left out; lists travel comma separated. */
  query?: Record<string, QueryValue>;
  /** The version being edited: travels as `If-Match`. */
  version?: number | string;
  signal?: AbortSignal;
};

/**
 * Calls a service of our own origin and returns its answer parsed by `schema`.
 * `path` starts after `/api`: `api(patientSchema, "/historia-clinica/patients/7")`.
 * Throws `ApiError` for anything that is not that answer; it never shows a message.
 */
export async function api<S extends z.ZodTypeAny>(
  schema: S,
  path: string,
  { method = "GET", body, query, version, signal }: ApiOptions = {},
): Promise<z.output<S>> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const submission = method === "POST" ? `${path} ${payload ?? ""}` : null;
  const headers = new Headers({ Accept: "application/json" });
  if (payload !== undefined) headers.set("Content-Type", "application/json");
  if (version !== undefined) headers.set("If-Match", `"${version}"`);
  if (submission) headers.set("Idempotency-Key", keyOf(submission));

  const response = await send(urlOf(path, query), { method, headers, body: payload, signal });
  const answer = response.ok ? await bodyOf(response, signal) : null;
  // A server's failure, or an answer that broke off, does not say whether the work was done:
  // the same submission sent again must carry the same key. Any other answer settles it.
  if (submission && response.status < 500) submissions.delete(submission);

  if (!response.ok) throw await errorOf(response);
  return parse(schema, answer, response);
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
    return await fetch(url, { ...init, credentials: "same-origin" });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(problemOf(0));
  }
}

async function errorOf(response: Response) {
  const requestId = response.headers.get("X-Request-Id");
  const parsed = problemSchema.safeParse(await response.json().catch(() => null));
  const problem = parsed.success ? parsed.data : problemOf(response.status, requestId);
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

function parse<S extends z.ZodTypeAny>(schema: S, body: unknown, response: Response): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  console.error(`Respuesta inesperada de ${new URL(response.url).pathname}`, parsed.error.issues);
  throw new ApiError({
    ...problemOf(502, response.headers.get("X-Request-Id")),
    title: "El servidor respondió algo que esta versión no entiende. Recargue la página.",
  });
}

/** Schema of a list answer: `{data, next}`, with `total` when it was asked for. */
export const pageOf = <S extends z.ZodTypeAny>(row: S) =>
  z.object({
    data: z.array(row),
    next: z.string().nullish().transform((value) => value ?? null),
    total: z.number().optional(),
    total_exact: z.boolean().optional(),
  });

/** Schema of a plain collection: `{data: [...]}`, unwrapped. */
export const listOf = <S extends z.ZodTypeAny>(row: S) =>
  z.object({ data: z.array(row) }).transform((answer) => answer.data as z.output<S>[]);

export type Page<T> = { data: T[]; next: string | null; total?: number; total_exact?: boolean };

/** For answers without a body. */
export const nothing = z.unknown().transform(() => undefined);
