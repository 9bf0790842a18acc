import type { PatientSummary } from "@/entities/patient/schema";
import type { Buyer, IdType } from "./schema";

export const FINAL_CONSUMER = "9999999999999";
export const FINAL_CONSUMER_LIMIT = "50.00";

/** A buyer as a form holds them: what is not known is empty. */
export type BuyerValues = { id_type: IdType } & Record<
  "document" | "name" | "email" | "phone" | "address" | "reason",
  string
>;

export const NO_BUYER: BuyerValues = {
  id_type: "05",
  document: "",
  name: "",
  email: "",
  phone: "",
  address: "",
  reason: "",
};
export const FINAL_CONSUMER_BUYER: BuyerValues = {
  ...NO_BUYER,
  id_type: "07",
  document: FINAL_CONSUMER,
  name: "CONSUMIDOR FINAL",
};

const ID_TYPE_OF = { CEDULA: "05", RUC: "04", PASSPORT: "06", FOREIGN_CARD: "08" } as const;

/** As an invoice has it. */
export const typedBuyer = (buyer: Buyer): BuyerValues => ({
  id_type: buyer.id_type,
  document: buyer.document,
  name: buyer.name,
  email: buyer.email ?? "",
  phone: buyer.phone ?? "",
  address: buyer.address ?? "",
  reason: buyer.reason ?? "",
});

export const buyerOf = (patient: PatientSummary): BuyerValues => ({
  ...NO_BUYER,
  // Who has no document is asked for one, or for who pays.
  id_type: patient.document_type ? ID_TYPE_OF[patient.document_type] : "05",
  document: patient.document_number ?? "",
  name: patient.full_name,
  email: patient.email ?? "",
  phone: patient.phone ?? "",
  address: patient.address ?? "",
});

/** Two of one identity are one person, whatever their address was. */
export const sameBuyer = (one: Pick<Buyer, "id_type" | "document">, other: Pick<Buyer, "id_type" | "document">) =>
  one.id_type === other.id_type && one.document === other.document;
