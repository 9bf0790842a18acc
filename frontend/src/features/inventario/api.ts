import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed as chairsideChanged } from "@/entities/chairside/changed";
import { CYCLES, PACKS } from "@/entities/chairside/queries";
import { cycleSchema, packSchema, type Cycle } from "@/entities/chairside/schema";
import { changed, shortagesChanged } from "@/entities/product/changed";
import {
  lotSchema,
  movementSchema,
  productSchema,
  shortageSchema,
  type Lot,
  type Movement,
} from "@/entities/product/schema";
import { MOVEMENTS, RECEIPTS } from "@/entities/paths";
import { receiptDetailSchema, type Receipt } from "@/entities/receipt/schema";
import { api } from "@/lib/api";
import type { DocumentBody, ProductValues, ReceiptBody } from "./forms";

export function useCreateProduct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ProductValues) => api(productSchema, "/inventario/products", { method: "POST", body }),
    onSuccess: () => changed(client),
  });
}

type ProductChange = { id: number; version: number; changes: Partial<ProductValues> & { active?: boolean } };

export function useChangeProduct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, changes }: ProductChange) =>
      api(productSchema, `/inventario/products/${id}`, { method: "PATCH", body: changes, version }),
    onSuccess: (product) => changed(client, product),
  });
}

export type NewMovement = {
  kind: "ADJUSTMENT" | "WRITE_OFF" | "RETURN";
  quantity: string;
  lot_id: number;
  reason: string;
  cause?: Movement["cause"];
};

export function useMoveStock() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ productId, ...body }: NewMovement & { productId: number }) =>
      api(movementSchema, `/inventario/products/${productId}/stock`, { method: "POST", body }),
    onSuccess: () => changed(client),
  });
}

/** A write-off or a return by mistake: it goes back into its lot. */
export function useAnnulMovement() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      api(movementSchema, `${MOVEMENTS}/${id}/annulment`, { method: "POST", body: { reason } }),
    onSettled: () => changed(client),
  });
}

/** What a person answered with «yes, I know» to what the service asked about a receipt. */
export type Confirmations = { confirm_repeated?: true; confirm_difference?: true };

export function useRecordReceipt() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ReceiptBody & Confirmations) => api(receiptDetailSchema, RECEIPTS, { method: "POST", body }),
    onSuccess: () => changed(client),
  });
}

type OfReceipt = { receipt: Pick<Receipt, "id" | "version"> };

/** The document of a receipt, written or put right. */
export function useDocumentReceipt() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ receipt, ...body }: OfReceipt & DocumentBody & Confirmations) =>
      api(receiptDetailSchema, `${RECEIPTS}/${receipt.id}`, { method: "PATCH", body, version: receipt.version }),
    onSettled: () => changed(client),
  });
}

export function useAnnulReceipt() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ receipt, reason }: OfReceipt & { reason: string }) =>
      api(receiptDetailSchema, `${RECEIPTS}/${receipt.id}/annulment`, {
        method: "POST",
        body: { reason },
        version: receipt.version,
      }),
    onSettled: () => changed(client),
  });
}

export function useChangeLot() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      lot,
      changes,
    }: {
      lot: Pick<Lot, "id" | "version">;
      changes: { recalled?: boolean; expiry_date?: string | null };
    }) => api(lotSchema, `/inventario/lots/${lot.id}`, { method: "PATCH", body: changes, version: lot.version }),
    // Also when it was refused: somebody else may have changed the lot.
    onSettled: () => changed(client),
  });
}

export function useResolveShortage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      api(shortageSchema, `/inventario/shortages/${id}/resolve`, { method: "POST", body: { reason } }),
    onSettled: () => shortagesChanged(client),
  });
}

type CycleBody = Record<string, unknown>;

/** A cycle of the autoclave, or what its spores said. */
export function useSaveCycle() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ cycle, body }: { cycle: Cycle | null; body: CycleBody }) =>
      cycle
        ? api(cycleSchema, `${CYCLES}/${cycle.id}`, { method: "PATCH", body, version: cycle.version })
        : api(cycleSchema, CYCLES, { method: "POST", body }),
    onSettled: () => chairsideChanged(client),
  });
}

export function useDiscardPack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      api(packSchema, `${PACKS}/${id}/discard`, { method: "POST", body: { reason } }),
    onSettled: () => chairsideChanged(client),
  });
}
