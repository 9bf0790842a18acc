import type { User } from "./schema";

/** A user as the service answers them, for the stories of several features. */
export const person = (change: Partial<User> = {}): User => ({
  id: 7,
  email: "ana@clinica.ec",
  full_name: "Ana Pérez",
  role: { id: 3, name: "Recepción" },
  phone: null,
  practitioner: false,
  specialty: null,
  professional_registration: null,
  active: true,
  must_change_password: false,
  failed_attempts: 0,
  last_login_at: null,
  version: 1,
  ...change,
});
