import type { Me } from "@/lib/session";

export const ALL_PERMISSIONS = [
  "users:read", "users:write", "roles:read", "roles:write", "clients:read", "clients:write", "clinic:write", "patients:read", "patients:write",
  "records:read", "records:write", "records:sign", "products:read", "products:write", "stock:write", "treatments:read",
  "treatments:write", "appointments:read", "appointments:write", "appointments:override", "schedules:write", "invoices:read",
  "invoices:write", "invoices:annul", "payments:write", "expenses:read", "expenses:write", "reports:read", "logs:read",
  "events:read", "events:write",
];

/** The administrator, unless told otherwise. */
export const someone = (change: Partial<Me> = {}): Me => ({
  id: 1,
  email: "paola@clinica.ec",
  full_name: "Paola Rivadeneira",
  role: { id: 1, name: "Administrador" },
  permissions: ALL_PERMISSIONS,
  menu: { home: "panel", sections: [] },
  must_change_password: false,
  expires_at: "2026-11-25T08:00:00-05:00",
  ...change,
});
