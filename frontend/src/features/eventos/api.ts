import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed, deliverySchema, type Delivery } from "@/entities/delivery/queries";
import { api } from "@/lib/api";

const pathOf = ({ service, event_id }: Delivery) => `/${service.prefix}/events/${event_id}`;

export function useReplay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (delivery: Delivery) =>
      api(deliverySchema, `${pathOf(delivery)}/replay`, { method: "POST", body: { subscriber: delivery.subscriber } }),
    onSettled: () => void changed(client),
  });
}

export function useSkip() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ delivery, reason }: { delivery: Delivery; reason: string }) =>
      api(deliverySchema, `${pathOf(delivery)}/skip`, {
        method: "POST",
        body: { subscriber: delivery.subscriber, reason },
      }),
    onSettled: () => void changed(client),
  });
}
