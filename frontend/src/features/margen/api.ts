import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/report/changed";
import { sharingSchema, type Sharing } from "@/entities/report/schema";
import { api } from "@/lib/api";

export function useShareExpenses() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ rule, version }: Pick<Sharing, "rule" | "version">) =>
      api(sharingSchema, "/facturacion/reports/expense-sharing", { method: "PUT", version, body: { rule } }),
    onSuccess: (sharing) => void changed(client, sharing),
    // Somebody else's change is what usually stands in the way: bring it in.
    onError: () => void changed(client),
  });
}
