import type { Invoice, InvoiceRow, Payment, Series } from "./schema";

// What the service answers, for the stories of these pages.

export const invoiceRow = (change: Partial<InvoiceRow> = {}): InvoiceRow => ({
  id: 7,
  number: "001-001-000000123",
  status: "ISSUED",
  payment_status: "PENDING",
  issue_date: "2026-11-24",
  dated_on: "2026-11-24",
  appointment_id: 12,
  patient_id: 3,
  doctor: { id: 4, name: "Dra. Verónica Salazar" },
  buyer: {
    id_type: "05",
    document: "1710034065",
    name: "María Fernanda Vélez",
    email: null,
    phone: "0998124470",
    address: null,
  },
  subtotal: "80.00",
  discount: "0.00",
  iva: "5.25",
  total: "85.25",
  paid: "0.00",
  credited: "0.00",
  balance: "85.25",
  cost: "9.40",
  needs_mending: false,
  notes: null,
  annul_reason: null,
  annulled_at: null,
  issued_at: "2026-11-24T15:00:00Z",
  issued_by: { id: "1", name: "Paola Rivadeneira" },
  version: 3,
  created_at: "2026-11-24T14:50:00Z",
  ...change,
});

export const invoice = (change: Partial<Invoice> = {}): Invoice => ({
  ...invoiceRow(),
  lines: [
    {
      id: 1,
      position: 1,
      kind: "TREATMENT",
      reference_id: 5,
      code: "RES-01",
      description: "Resina compuesta",
      quantity: "1.000",
      unit_price: "45.00",
      discount: "0.00",
      iva_code: "0",
      iva_rate: "0.00",
      subtotal: "45.00",
      iva: "0.00",
      total: "45.00",
    },
    {
      id: 2,
      position: 2,
      kind: "PRODUCT",
      reference_id: 8,
      code: "CEP-01",
      description: "Cepillo eléctrico",
      quantity: "1.000",
      unit_price: "35.00",
      discount: "0.00",
      iva_code: "4",
      iva_rate: "15.00",
      subtotal: "35.00",
      iva: "5.25",
      total: "40.25",
    },
  ],
  taxes: [
    { iva_code: "0", iva_rate: "0.00", base: "45.00", iva: "0.00" },
    { iva_code: "4", iva_rate: "15.00", base: "35.00", iva: "5.25" },
  ],
  aesthetics: [],
  discounts: [],
  approval: null,
  payments: [],
  movements: [],
  credit_notes: [],
  plan: null,
  ended_plans: [],
  annulled_until: "2199-12-07",
  to_mend: [],
  ...change,
});

export const draft = (change: Partial<Invoice> = {}): Invoice =>
  invoice({ number: null, status: "DRAFT", issue_date: null, issued_at: null, issued_by: null, version: 2, ...change });

export const payment = (change: Partial<Payment> = {}): Payment => ({
  id: 31,
  invoice_id: 7,
  method: "CASH",
  amount: "85.25",
  reference: null,
  received_on: "2026-11-24",
  received_at: "2026-11-24T15:05:00Z",
  received_by: { id: "1", name: "Paola Rivadeneira" },
  voided_at: null,
  void_reason: null,
  ...change,
});

export const RATES = {
  data: [
    { code: "0", rate: "0.00", label: "IVA 0 %", valid_from: "2000-01-01", valid_to: null },
    { code: "4", rate: "15.00", label: "IVA 15 %", valid_from: "2024-04-01", valid_to: null },
  ],
};
export const series = (change: Partial<Series> = {}): Series => ({
  id: 1,
  establishment: "001",
  emission_point: "001",
  name: "Matriz",
  active: true,
  next_sequential: 124,
  version: 1,
  ...change,
});
export const SERIES = { data: [series()] };
