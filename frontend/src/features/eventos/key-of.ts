import type { Delivery } from "@/entities/delivery/queries";

/** One event for one of those that are told of it. */
export const keyOf = (delivery: Delivery) => `${delivery.event_id}:${delivery.subscriber}`;
