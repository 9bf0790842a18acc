import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import { deliverySchema, type Delivery } from "@/lib/deliveries";

function useRefresh() {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ["events"] });
}

const pathOf = ({ service, event_id }: Delivery) => `/${service.prefix}/events/${event_id}`;

export function useReplay() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (delivery: Delivery) =>
      api(deliverySchema, `${pathOf(delivery)}/replay`, { method: "POST", body: { subscriber: delivery.subscriber } }),
    onSettled: refresh,
  });
}

export function useSkip() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ delivery, reason }: { delivery: Delivery; reason: string }) =>
      api(deliverySchema, `${pathOf(delivery)}/skip`, {
        method: "POST",
        body: { subscriber: delivery.subscriber, reason },
      }),
    onSettled: refresh,
  });
}
