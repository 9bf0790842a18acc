import type { Summary } from "./schema";

/** The board of a clinic that issues no electronic documents. */
export const NOTHING_ELECTRONIC: Summary = {
  states: [],
  authorised_today: { count: 0, total: "0.00" },
  next_attempt_at: null,
  last_attempt: null,
  environment: "1",
  active: false,
  emulated: false,
  certificate_valid_to: null,
  expires_soon: false,
  iva_to_confirm: null,
};
