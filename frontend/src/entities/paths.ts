/** The addresses of the services, by what they answer. What hangs from one of them is beneath it. */
export const APPOINTMENTS = "/citas/appointments";
/** Who would come earlier; freed hours and their offers beneath it. */
export const WAITLIST = "/citas/waitlist";
/** Messages about visits; the rules by which they are sent. */
export const REMINDERS = "/citas/reminders";
export const REMINDER_RULES = "/citas/reminder-rules";
/** Who is due again for a treatment, and the rules by which they are. */
export const RECALLS = "/citas/recalls";
export const RECALL_RULES = "/citas/recall-rules";
/** Hours kept some minutes for whoever is choosing. */
export const HOLDS = "/citas/holds";
/** Visits that repeat, and visits of several parts. */
export const VISIT_SERIES = "/citas/series";
/** What was booked or asked for on the published page, and its rules. */
export const SELF_BOOKINGS = "/citas/self-bookings";
export const SELF_BOOKING_SETTINGS = "/citas/self-booking-settings";
/** Since when people wait today; its settings and screens beneath it. */
export const WAITING_ROOM = "/citas/waiting-room";
export const PATIENTS = "/historia-clinica/patients";
/** Files that may be of one person, and what people said of them. */
export const PATIENT_PAIRS = "/historia-clinica/patient-pairs";
/** Requests to erase a person, and how many years must stay what must. */
export const ERASURES = "/historia-clinica/erasures";
export const RETENTION = "/historia-clinica/retention";
export const INVOICES = "/facturacion/invoices";
export const CREDIT_NOTES = "/facturacion/credit-notes";
export const EINVOICES = "/facturacion/einvoices";
/** Who issues electronic documents; their certificates beneath it. */
export const ISSUER = "/facturacion/issuer";
export const SERIES = "/facturacion/series";
/** Of each patient beneath it: what they owe and have in their favour. */
export const ACCOUNTS = "/facturacion/patients";
/** What was given back, of every patient. */
export const REFUNDS = "/facturacion/refunds";
/** What each payment by cheque is worth, and from when. */
export const CHEQUES = "/facturacion/cheques";
export const DISCOUNT_LIMITS = "/facturacion/discount-limits";
export const CASH = "/facturacion/cash";
export const TILLS = "/facturacion/tills";
/** The catalogue of packages; what was sold of them; each session that was used. */
export const PACKAGES = "/facturacion/packages";
export const PATIENT_PACKAGES = "/facturacion/patient-packages";
export const PACKAGE_REDEMPTIONS = "/facturacion/package-redemptions";
export const QUOTES = "/facturacion/quotes";
/** What was earned, line by line; the rules it was earned under; what it was settled with. */
export const COMMISSIONS = "/facturacion/commissions";
export const COMMISSION_RULES = "/facturacion/commission-rules";
export const COMMISSION_SETTLEMENTS = "/facturacion/commission-settlements";
export const EXPENSES = "/facturacion/expenses";
/** What comes back each month, and the months to decide beneath it. */
export const RECURRING_EXPENSES = "/facturacion/recurring-expenses";
export const DASHBOARD = "/facturacion/dashboard";
export const RECEIVABLES = "/facturacion/receivables";
export const REPORTS = "/facturacion/reports";
export const PRODUCTS = "/inventario/products";
export const MOVEMENTS = "/inventario/movements";
/** What came in together, with the document of its purchase. */
export const RECEIPTS = "/inventario/receipts";
export const SHORTAGES = "/inventario/shortages";
export const TREATMENTS = "/inventario/treatments";
export const USERS = "/auth/users";
export const PRACTITIONERS = "/auth/practitioners";
export const AUTHORS = "/auth/authors";
export const ROLES = "/auth/roles";
export const CLIENTS = "/auth/clients";
/** All that a patient's record holds, by time: whatever is written into it makes it old. */
export const timelineOf = (patientId: number) => `${PATIENTS}/${patientId}/timeline`;
export const TIMELINES = /^\/historia-clinica\/patients\/\d+\/timeline$/;
