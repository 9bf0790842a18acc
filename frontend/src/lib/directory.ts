import { queryOptions } from "@tanstack/react-query";
import { api, listOf, pageOf } from "./api";
import { z } from "./zod-es";

// People and things that forms of several features pick from.

const personId = z.number();

export const patientHitSchema = z.object({
  id: personId,
  full_name: z.string(),
  document_type: z.enum(["CEDULA", "RUC", "PASSPORT"]),
  document_number: z.string(),
  phone: z.string().nullish(),
  birth_date: z.string().nullish(),
});
export type PatientHit = z.infer<typeof patientHitSchema>;

export const patientSearch = (text: string) =>
  queryOptions({
    queryKey: ["patients", "search", text],
    queryFn: ({ signal }) =>
      api(listOf(patientHitSchema), "/historia-clinica/patients/search", { query: { q: text }, signal }),
    enabled: text.trim().length >= 2,
  });

export const practitionerSchema = z.object({
  id: personId,
  full_name: z.string(),
  specialty: z.string().nullish(),
  professional_registration: z.string().nullish(),
});
export type Practitioner = z.infer<typeof practitionerSchema>;

export const practitionersQuery = queryOptions({
  queryKey: ["practitioners"],
  queryFn: ({ signal }) => api(listOf(practitionerSchema), "/auth/practitioners", { signal }),
  staleTime: 5 * 60_000,
});

export const treatmentHitSchema = z.object({
  id: personId,
  code: z.string(),
  name: z.string(),
  category: z.string().nullish(),
  price: z.string(),
  duration_minutes: z.number(),
  iva_code: z.string(),
});
export type TreatmentHit = z.infer<typeof treatmentHitSchema>;

export const treatmentSearch = (text: string) =>
  queryOptions({
    queryKey: ["treatments", "search", text],
    queryFn: ({ signal }) =>
      api(pageOf(treatmentHitSchema), "/inventario/treatments", {
        query: { search: text, active: true, sort: "name", limit: 20 },
        signal,
      }),
    select: (page) => page.data,
  });

export const productHitSchema = z.object({
  id: personId,
  sku: z.string(),
  name: z.string(),
  unit: z.string(),
  sale_price: z.string(),
  iva_code: z.string(),
  stock_quantity: z.string(),
});
export type ProductHit = z.infer<typeof productHitSchema>;

export const productSearch = (text: string) =>
  queryOptions({
    queryKey: ["products", "search", text],
    queryFn: ({ signal }) =>
      api(pageOf(productHitSchema), "/inventario/products", {
        query: { search: text, active: true, sort: "name", limit: 20 },
        signal,
      }),
    select: (page) => page.data,
  });
