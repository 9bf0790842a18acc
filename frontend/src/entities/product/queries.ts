import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { MOVEMENTS, PRODUCTS, SHORTAGES } from "@/entities/paths";
import { api, listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { categorySchema, movementSchema, productSchema, shortageSchema, stockSchema } from "./schema";

type Query = ApiOptions["query"];

const products = pageOf(productSchema);
const kept = { placeholderData: keepPreviousData } as const;
const movementsOf = (productId: number | null) =>
  productId === null ? MOVEMENTS : `${PRODUCTS}/${productId}/movements`;

/** One page of each list, for its export. */
export const askProducts = (query: Query, signal?: AbortSignal) => api(products, PRODUCTS, { query, signal });
export const askLowStock = (query: Query, signal?: AbortSignal) =>
  api(products, `${PRODUCTS}/low-stock`, { query, signal });
export const askExpiring = (query: Query, signal?: AbortSignal) =>
  api(products, `${PRODUCTS}/expiring`, { query, signal });
export const askShortages = (query: Query, signal?: AbortSignal) =>
  api(pageOf(shortageSchema), SHORTAGES, { query, signal });
export const askMovements = (productId: number | null, query: Query, signal?: AbortSignal) =>
  api(pageOf(movementSchema), movementsOf(productId), { query, signal });

export const productsQuery = (params: Query) => queryOptions({ ...resource(products, PRODUCTS, params), ...kept });

export const productSearch = (text: string) =>
  queryOptions({
    ...resource(products, PRODUCTS, { search: text, active: true, sort: "name", limit: 20 }),
    select: (page) => page.data,
  });

export const lowStockQuery = (params: Query) =>
  queryOptions({ ...resource(products, `${PRODUCTS}/low-stock`, params), ...kept });

/** The first few to restock, asked again every minute. */
export const lowStockWarningQuery = queryOptions({
  ...resource(products, `${PRODUCTS}/low-stock`, { active: true, limit: 5, total: true }),
  refetchInterval: 60_000,
  staleTime: 30_000,
});

/** The emptiest first, for the panel. */
export const emptiestQuery = queryOptions(
  resource(products, `${PRODUCTS}/low-stock`, { active: true, sort: "usable_quantity", limit: 6, total: true }),
);

export const lowStockCountQuery = queryOptions({
  ...resource(products, `${PRODUCTS}/low-stock`, { active: true, limit: 1, total: true }),
  select: (page) => page.total ?? 0,
});

export const expiringQuery = (params: Query) =>
  queryOptions({ ...resource(products, `${PRODUCTS}/expiring`, params), ...kept });

export const productCategoriesQuery = queryOptions(resource(listOf(categorySchema), `${PRODUCTS}/categories`));

export const productQuery = (id: number) => queryOptions(resource(productSchema, `${PRODUCTS}/${id}`));

export const stockQuery = (id: number) => queryOptions(resource(stockSchema, `${PRODUCTS}/${id}/stock`));

export const movementsQuery = (productId: number | null, params: Query) =>
  queryOptions({ ...resource(pageOf(movementSchema), movementsOf(productId), params), ...kept });

export const shortagesQuery = (params: Query) =>
  queryOptions({ ...resource(pageOf(shortageSchema), SHORTAGES, params), ...kept });

/** The last to resolve, for the panel, which asks again by itself. */
export const latestShortagesQuery = queryOptions({
  ...resource(pageOf(shortageSchema), SHORTAGES, { resolved: false, limit: 6, total: true }),
  refetchInterval: 60_000,
});

export const openShortagesQuery = (productId?: number) =>
  queryOptions({
    ...resource(pageOf(shortageSchema), SHORTAGES, { resolved: false, product_id: productId, limit: 1, total: true }),
    select: (page) => page.total ?? 0,
  });

export const productHits = (text: string, limit: number) =>
  queryOptions({
    ...resource(products, PRODUCTS, { search: text, sort: "name", limit }),
    select: (page) => page.data,
  });
