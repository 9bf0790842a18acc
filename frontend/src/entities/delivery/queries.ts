import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { SERVICES, type Service } from "@/config/services";
import { api, pageOf } from "@/lib/api";
import { isApiError, messageOf } from "@/lib/problem";
import { z } from "@/lib/zod-es";

// Events on their way from one service to another. Each service keeps its own, so the whole is
// asked of all at once; one that does not answer does not hide the others'.

/** One question to six addresses: the same path in each service. */
const EVENTS = "/events";

export const deliverySchema = z.object({
  event_id: z.string(),
  subscriber: z.string(),
  type: z.string(),
  aggregate: z.string(),
  attempts: z.number(),
  available_at: z.string(),
  dead_lettered_at: z.string().nullish(),
  last_error: z.string().nullish(),
  occurred_at: z.string(),
});

export type Delivery = z.infer<typeof deliverySchema> & { service: Service };
export type DeliveryState = "dead_letter" | "waiting";
export type Deliveries = {
  data: Delivery[];
  next: null;
  /** Services that hold more than one answer can carry. */
  more: Service[];
  /** Services that did not answer, and what they said instead. */
  silent: { service: Service; error: string }[];
};

export const DELIVERIES_AT_ONCE = 100;

export const deliveriesQuery = (state: DeliveryState) =>
  queryOptions({
    queryKey: [EVENTS, { state }],
    queryFn: ({ signal }) => askEveryone(state, signal),
    refetchInterval: state === "dead_letter" ? 60_000 : 15_000,
  });

/** A delivery was repeated or set aside. */
export const changed = (client: QueryClient) => client.invalidateQueries({ queryKey: [EVENTS] });

async function askEveryone(state: DeliveryState, signal: AbortSignal): Promise<Deliveries> {
  const asked = SERVICES.map((service) =>
    api(pageOf(deliverySchema), `/${service.prefix}/events`, { query: { state, limit: DELIVERIES_AT_ONCE }, signal }),
  );
  const answers = await Promise.allSettled(asked);
  const refusals = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason as unknown] : []));
  // Nobody answered, or the session ended: that is the failure of the whole question.
  const final = refusals.find((error) => isApiError(error, 401) || isApiError(error, 403));
  if (final || refusals.length === SERVICES.length) throw final ?? refusals[0];

  const result: Deliveries = { data: [], next: null, more: [], silent: [] };
  answers.forEach((answer, index) => {
    const service = SERVICES[index]!;
    if (answer.status === "rejected") return result.silent.push({ service, error: messageOf(answer.reason) });
    result.data.push(...answer.value.data.map((delivery) => ({ ...delivery, service })));
    if (answer.value.next) result.more.push(service);
  });
  result.data.sort((one, other) => one.occurred_at.localeCompare(other.occurred_at));
  return result;
}
