import type { Account } from "./schema";

export const accountOf = (patientId: number, change: Partial<Account> = {}): Account => ({
  patient_id: patientId,
  owed: "0.00",
  credit: "0.00",
  balance: "0.00",
  overdue: "0.00",
  invoices: [],
  entries: [],
  ...change,
});
