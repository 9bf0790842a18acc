import type { CashSession } from "./schema";

/** An open session in the demo's till, unless told otherwise. */
export const sessionOf = (change: Partial<CashSession> = {}): CashSession => ({
  id: 12,
  till: { id: 1, name: "Caja 1" },
  cashier: { id: "1", name: "Paola Rivadeneira" },
  day: "2026-11-24",
  opening_float: "80.00",
  opened_at: "2026-11-24T07:52:00-05:00",
  closed_at: null,
  blind: false,
  expected: [{ method: "CASH", amount: "312.50", payments: 12 }],
  expected_cash: "312.50",
  collected: "718.50",
  payments: 14,
  count: null,
  counts: 0,
  closings: [],
  version: 1,
  ...change,
});
