import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ListState } from "@/components/data-table/use-list-state";
import { api, listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import {
  categorySchema,
  lotSchema,
  movementSchema,
  productSchema,
  shortageSchema,
  stockSchema,
  type Lot,
  type Product,
  type ProductValues,
} from "./schemas";

type Params = ListState["params"];
type Query = ApiOptions["query"];

/** One page of each list, for its query and for its export. */
export const askProducts = (query: Query, signal?: AbortSignal) =>
  api(pageOf(productSchema), "/inventario/products", { query, signal });
export const askLowStock = (query: Query, signal?: AbortSignal) =>
  api(pageOf(productSchema), "/inventario/products/low-stock", { query, signal });
export const askExpiring = (query: Query, signal?: AbortSignal) =>
  api(pageOf(productSchema), "/inventario/products/expiring", { query, signal });
export const askShortages = (query: Query, signal?: AbortSignal) =>
  api(pageOf(shortageSchema), "/inventario/shortages", { query, signal });
export const askMovements = (productId: number | null, query: Query, signal?: AbortSignal) =>
  api(
    pageOf(movementSchema),
    productId === null ? "/inventario/movements" : `/inventario/products/${productId}/movements`,
    { query, signal },
  );

export const productsQuery = (params: Params) =>
  queryOptions({
    queryKey: ["products", "list", params],
    queryFn: ({ signal }) => askProducts(params, signal),
    placeholderData: keepPreviousData,
  });

export const lowStockQuery = (params: Params) =>
  queryOptions({
    queryKey: ["products", "low-stock", params],
    queryFn: ({ signal }) => askLowStock(params, signal),
    placeholderData: keepPreviousData,
  });

export const shortagesQuery = (params: Params) =>
  queryOptions({
    queryKey: ["shortages", "list", params],
    queryFn: ({ signal }) => askShortages(params, signal),
    placeholderData: keepPreviousData,
  });

export const movementsQuery = (productId: number | null, params: Params) =>
  queryOptions({
    queryKey: ["movements", productId, params],
    queryFn: ({ signal }) => askMovements(productId, params, signal),
    placeholderData: keepPreviousData,
  });

export const lowStockCountQuery = queryOptions({
  queryKey: ["products", "low-stock", "count"],
  queryFn: ({ signal }) => askLowStock({ active: true, limit: 1, total: true }, signal),
  select: (page) => page.total ?? 0,
});

export const openShortagesQuery = (productId?: number) =>
  queryOptions({
    queryKey: ["shortages", "count", productId ?? null],
    queryFn: ({ signal }) => askShortages({ resolved: false, product_id: productId, limit: 1, total: true }, signal),
    select: (page) => page.total ?? 0,
  });

export const expiringQuery = (params: Query) =>
  queryOptions({
    queryKey: ["products", "expiring", params],
    queryFn: ({ signal }) => askExpiring(params, signal),
    placeholderData: keepPreviousData,
  });

export const categoriesQuery = queryOptions({
  queryKey: ["products", "categories"],
  queryFn: ({ signal }) => api(listOf(categorySchema), "/inventario/products/categories", { signal }),
});

export const productQuery = (id: number) =>
  queryOptions({
    queryKey: ["products", "one", id],
    queryFn: ({ signal }) => api(productSchema, `/inventario/products/${id}`, { signal }),
  });

export const stockQuery = (id: number) =>
  queryOptions({
    queryKey: ["products", "stock", id],
    queryFn: ({ signal }) => api(stockSchema, `/inventario/products/${id}/stock`, { signal }),
  });

/** What stock moves changes: products with their lots, the ledger, and the costs of treatments. */
function useStockChanged() {
  const client = useQueryClient();
  return () =>
    Promise.all(["products", "movements", "treatments"].map((key) => client.invalidateQueries({ queryKey: [key] })));
}

export function useCreateProduct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ProductValues) => api(productSchema, "/inventario/products", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["products"] }),
  });
}

type ProductChange = { id: number; version: number; changes: Partial<ProductValues> & { active?: boolean } };

export function useChangeProduct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, changes }: ProductChange) =>
      api(productSchema, `/inventario/products/${id}`, { method: "PATCH", body: changes, version }),
    onSuccess: (product: Product) => {
      client.setQueryData(productQuery(product.id).queryKey, product);
      return client.invalidateQueries({ queryKey: ["products"] });
    },
  });
}

export type NewMovement =
  | { kind: "PURCHASE"; quantity: string; lot_number: string; expiry_date: string | null; unit_cost: string }
  | { kind: "ADJUSTMENT" | "WRITE_OFF" | "RETURN"; quantity: string; lot_id: number; reason: string };

export function useMoveStock() {
  const changed = useStockChanged();
  return useMutation({
    mutationFn: ({ productId, ...body }: NewMovement & { productId: number }) =>
      api(movementSchema, `/inventario/products/${productId}/stock`, { method: "POST", body }),
    onSuccess: () => changed(),
  });
}

export function useChangeLot() {
  const changed = useStockChanged();
  return useMutation({
    mutationFn: ({
      lot,
      changes,
    }: {
      lot: Pick<Lot, "id" | "version">;
      changes: { recalled?: boolean; expiry_date?: string | null };
    }) => api(lotSchema, `/inventario/lots/${lot.id}`, { method: "PATCH", body: changes, version: lot.version }),
    // Also when it was refused: somebody else may have changed the lot.
    onSettled: () => changed(),
  });
}

export function useResolveShortage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      api(shortageSchema, `/inventario/shortages/${id}/resolve`, { method: "POST", body: { reason } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["shortages"] }),
  });
}
