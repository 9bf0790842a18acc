import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/chairside/changed";
import { MATERIAL_USES, PACK_USES } from "@/entities/chairside/queries";
import { materialUseSchema, packUseSchema } from "@/entities/chairside/schema";
import { api } from "@/lib/api";

type Material = { appointment_id: number; lot_id: number; quantity: string; tooth: number | null };
type Opened = { appointment_id: number; pack_id: number; tooth: number | null };
export type Noted = { kind: "material" | "pack"; id: number; name: string };

export function useNoteMaterial() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Material) => api(materialUseSchema, MATERIAL_USES, { method: "POST", body }),
    onSettled: () => changed(client),
  });
}

export function useOpenPack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Opened) => api(packUseSchema, PACK_USES, { method: "POST", body }),
    onSettled: () => changed(client),
  });
}

export function useWithdraw() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ kind, id, reason }: Pick<Noted, "kind" | "id"> & { reason: string }) => {
      const options = { method: "POST", body: { reason } } as const;
      if (kind === "pack") await api(packUseSchema, `${PACK_USES}/${id}/withdraw`, options);
      else await api(materialUseSchema, `${MATERIAL_USES}/${id}/withdraw`, options);
    },
    onSettled: () => changed(client),
  });
}
