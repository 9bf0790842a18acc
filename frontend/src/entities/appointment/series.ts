import { keepPreviousData, queryOptions, type QueryClient } from "@tanstack/react-query";
import { VISIT_SERIES } from "@/entities/paths";
import { api } from "@/lib/api";
import { isApiError } from "@/lib/problem";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";
import { changed } from "./changed";
import { appointmentSchema } from "./schema";

// Beside `schema.ts`, which every page of the agenda carries: only what repeats asks for these.

const named = z.object({ id: z.number(), name: z.string() });
const slot = z.object({ start_time: z.string(), end_time: z.string() });

export const seriesSchema = z.object({
  id: z.number(),
  words: z.string(),
  /** Null of one visit of several parts. */
  rule: z.string().nullable(),
  created_by: z.string(),
  appointments: z.array(
    slot.extend({
      id: z.number(),
      occurrence: z.number(),
      part: z.number(),
      status: appointmentSchema.shape.status,
      version: z.number(),
      moved: z.boolean(),
      doctor: named,
    }),
  ),
});
export type Series = z.infer<typeof seriesSchema>;

const visitSchema = z.object({
  occurrence: z.number(),
  /** The day that the rule says. */
  day: z.string(),
  parts: z.array(slot.extend({ part: z.number(), doctor: named, problem: z.string().nullable() })),
  next_slots: z.array(slot),
});
export type PlannedVisit = z.infer<typeof visitSchema>;
const planSchema = z.object({ words: z.string(), visits: z.array(visitSchema) });
export type SeriesPlan = z.infer<typeof planSchema>;
const bookedSchema = z.object({ series: seriesSchema, first: appointmentSchema });

export type NewSeries = {
  patient_id: number;
  start_time: string;
  reason: string | null;
  parts: {
    doctor_id: number;
    room_id: number | null;
    minutes: number | null;
    treatments: { treatment_id: number; quantity: string; plan_item_id?: number | null }[];
  }[];
  repeat: {
    frequency: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
    interval: number;
    weekdays?: number[];
    by_weekday?: boolean;
    count?: number;
    until?: string;
  } | null;
  exceptions: { day: string; start_time: string | null }[];
};

export const seriesQuery = (id: number) => queryOptions(resource(seriesSchema, `${VISIT_SERIES}/${id}`));

/** Every date of a series that is not booked yet, with what stands in its way; null while the wish is not whole. */
export const planQuery = (wish: NewSeries | null) =>
  queryOptions({
    queryKey: [`${VISIT_SERIES}/preview`, wish] as const,
    queryFn: ({ signal }) => api(planSchema, `${VISIT_SERIES}/preview`, { method: "POST", body: wish!, signal }),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

/** More visits of a series, each like one of its appointments; `last_seen` is the last visit of it that is on the screen. */
export type Extension = {
  appointment_id: number;
  last_seen: number;
  count?: number;
  until?: string;
  exceptions: NewSeries["exceptions"];
};

export const extensionQuery = (id: number, wish: Extension | null) =>
  queryOptions({
    queryKey: [`${VISIT_SERIES}/${id}/extension/preview`, wish] as const,
    queryFn: ({ signal }) =>
      api(planSchema, `${VISIT_SERIES}/${id}/extension/preview`, { method: "POST", body: wish!, signal }),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

/** Writes, and makes old what shows the agenda, also where nothing was written: it is not as this screen had it. */
async function written<S extends z.ZodTypeAny>(
  client: QueryClient,
  schema: S,
  path: string,
  body: unknown,
  version?: number,
): Promise<z.output<S>> {
  try {
    return await api(schema, `${VISIT_SERIES}${path}`, { method: "POST", body, version });
  } finally {
    void changed(client);
  }
}

export const bookSeries = (client: QueryClient, wish: NewSeries) => written(client, bookedSchema, "", wish);

export const extendSeries = (client: QueryClient, id: number, version: number, wish: Extension) =>
  written(client, bookedSchema, `/${id}/extension`, wish, version);

export type Scope = "VISIT" | "FOLLOWING" | "ALL";
type OnSeveral = { appointment_id: number; scope: Scope };

export const moveSeries = (
  client: QueryClient,
  id: number,
  version: number,
  wish: OnSeveral & { start_time: string; leave: number[] },
) => written(client, seriesSchema, `/${id}/move`, wish, version);

export const cancelSeries = (client: QueryClient, id: number, version: number, wish: OnSeveral & { reason: string }) =>
  written(client, seriesSchema, `/${id}/cancel`, wish, version);

const unfitSchema = z.object({ unfit: z.array(slot.extend({ id: z.number(), problem: z.string() })) });
export type Unfit = z.infer<typeof unfitSchema>["unfit"][number];

/** Which visits of a refused move do not fit where they would go; none for any other error. */
export function unfitOf(error: unknown): Unfit[] {
  if (!isApiError(error, 409)) return [];
  const parsed = unfitSchema.safeParse(error.problem);
  return parsed.success ? parsed.data.unfit : [];
}
