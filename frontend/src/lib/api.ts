import { z } from "zod";
import { ask, type ApiOptions } from "./http";
import { ApiError, problemOf } from "./problem";

/**
 * Calls a service of our own origin and returns its answer parsed by `schema`.
 * `path` starts after `/api`: `api(patientSchema, "/historia-clinica/patients/7")`.
 * Throws `ApiError` for anything that is not that answer; it never shows a message.
 */
export async function api<S extends z.ZodTypeAny>(schema: S, path: string, options?: ApiOptions): Promise<z.output<S>> {
  const { body, response } = await ask(path, options);
  return parse(schema, body, response);
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
    next: z
      .string()
      .nullish()
      .transform((value) => value ?? null),
    total: z.number().optional(),
    total_exact: z.boolean().optional(),
  });

/** Schema of a plain collection: `{data: [...]}`, unwrapped. */
export const listOf = <S extends z.ZodTypeAny>(row: S) =>
  z.object({ data: z.array(row) }).transform((answer) => answer.data as z.output<S>[]);

export type Page<T> = { data: T[]; next: string | null; total?: number; total_exact?: boolean };

/** For answers without a body. */
export const nothing = z.unknown().transform(() => undefined);
