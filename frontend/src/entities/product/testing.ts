import type { Lot, Movement, Product, Shortage } from "./schema";

// What the service answers, for the stories of this feature.

export const gloves: Product = {
  id: 2,
  sku: "GUA-M",
  name: "Guantes de nitrilo, talla M",
  category: "Bioseguridad",
  unit: "par",
  minimum_stock: "200.000",
  sale_price: "0.00",
  iva_code: "4",
  active: true,
  stock_quantity: "358.000",
  usable_quantity: "358.000",
  expired_quantity: "0.000",
  recalled_quantity: "0.000",
  average_cost: "0.0881",
  low_stock: false,
  next_expiry: "2999-12-15",
  first_expiry: "2999-12-15",
  version: 3,
  updated_at: "2026-11-24T06:02:00Z",
};
export const suture: Product = {
  ...gloves,
  id: 12,
  sku: "SUT-30",
  name: "Sutura seda 3-0",
  category: "Cirugía",
  unit: "unidad",
  minimum_stock: "12.000",
  stock_quantity: "0.000",
  usable_quantity: "0.000",
  low_stock: true,
  next_expiry: null,
  first_expiry: null,
  version: 1,
};
export const lot: Lot = {
  id: 21,
  lot_number: "GN-2603",
  expiry_date: "2999-12-15",
  quantity: "58.000",
  unit_cost: "0.0910",
  received_at: "2026-11-24T06:02:00Z",
  recalled: false,
  expired: false,
  version: 4,
};
export const expiredLot: Lot = {
  ...lot,
  id: 22,
  lot_number: "GN-2401",
  expiry_date: "2025-01-31",
  quantity: "10.000",
  expired: true,
  version: 1,
};
export const emptyLot: Lot = { ...lot, id: 23, lot_number: "GN-2300", quantity: "0.000" };

export const consumption: Movement = {
  id: 90,
  product_id: 2,
  product_name: gloves.name,
  lot_id: 21,
  lot_number: "GN-2603",
  kind: "CONSUMPTION",
  quantity: "-2.000",
  unit_cost: "0.0910",
  balance_after: "358.000",
  reason: null,
  appointment_id: 85,
  actor: { id: "3", name: "Dra. Verónica Salazar" },
  occurred_at: "2026-11-24T15:02:00Z",
  undone: false,
};
export const shortage: Shortage = {
  id: 5,
  product_id: 12,
  product_name: suture.name,
  appointment_id: 85,
  quantity: "1.000",
  created_at: "2026-11-24T15:02:00Z",
  resolved_at: null,
  resolved_by: null,
  resolution: null,
};

export const page = <T>(data: T[]) => ({ data, next: null, total: data.length, total_exact: true });
