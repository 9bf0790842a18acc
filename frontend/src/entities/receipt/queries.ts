import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { RECEIPTS } from "@/entities/paths";
import { api, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { receiptDetailSchema, receiptSchema } from "./schema";

type Query = ApiOptions["query"];
const receipts = pageOf(receiptSchema);

export const askReceipts = (query: Query, signal?: AbortSignal) => api(receipts, RECEIPTS, { query, signal });

export const receiptsQuery = (params: Query) =>
  queryOptions({ ...resource(receipts, RECEIPTS, params), placeholderData: keepPreviousData });

export const receiptQuery = (id: number) => queryOptions(resource(receiptDetailSchema, `${RECEIPTS}/${id}`));
