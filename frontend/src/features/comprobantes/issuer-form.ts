import type { Issuer } from "@/entities/einvoice/schema";
import { optionalText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

/** A closed list has no empty value of its own. */
const NONE = "NONE";

export const REGIMES = [
  { value: NONE, label: "Régimen general" },
  { value: "ENTREPRENEUR", label: "RIMPE emprendedor" },
  { value: "POPULAR", label: "RIMPE negocio popular" },
];

export const PAYMENT_CODES = [
  { value: "20", label: "20 · Otros, con el sistema financiero" },
  { value: "01", label: "01 · Sin el sistema financiero (efectivo)" },
  { value: "15", label: "15 · Compensación de deudas" },
  { value: "16", label: "16 · Tarjeta de débito" },
  { value: "17", label: "17 · Dinero electrónico" },
  { value: "18", label: "18 · Tarjeta prepago" },
  { value: "19", label: "19 · Tarjeta de crédito" },
  { value: "21", label: "21 · Endoso de títulos" },
];

export const issuerForm = z.object({
  ruc: optionalText(20),
  legal_name: optionalText(300),
  trade_name: optionalText(300),
  head_office: optionalText(300),
  establishments: z.array(z.object({ code: z.string(), address: optionalText(300) })),
  keeps_accounts: z.boolean(),
  rimpe: z.string(),
  special_taxpayer: optionalText(13),
  withholding_agent: optionalText(8),
  environment: z.enum(["1", "2"]),
  supplier_ruc: optionalText(20),
  supplier_reason: optionalText(300),
  payment_code: z.string(),
});
export type IssuerValues = z.output<typeof issuerForm>;

/** `codes` are the establishments of the series in use: each has its address. */
export const issuerDefaults = (issuer: Issuer, codes: readonly string[]) => {
  const address = new Map(issuer.establishments.map((row) => [row.code, row.address]));
  const all = [...new Set([...codes, ...address.keys()])].sort();
  return {
    ruc: issuer.ruc ?? "",
    legal_name: issuer.legal_name ?? "",
    trade_name: issuer.trade_name ?? "",
    head_office: issuer.head_office ?? "",
    establishments: all.map((code) => ({ code, address: address.get(code) ?? "" })),
    keeps_accounts: issuer.keeps_accounts,
    rimpe: issuer.rimpe ?? NONE,
    special_taxpayer: issuer.special_taxpayer ?? "",
    withholding_agent: issuer.withholding_agent ?? "",
    environment: issuer.environment,
    supplier_ruc: issuer.supplier_ruc ?? "",
    supplier_reason: issuer.supplier_reason ?? "",
    payment_code: issuer.payment_code,
  };
};

/** What the service stores. What is obligatory to it and empty here is left as it was. */
export function issuerBody({ ruc, legal_name, head_office, establishments, rimpe, ...rest }: IssuerValues) {
  return {
    ...rest,
    ...(ruc && { ruc }),
    ...(legal_name && { legal_name }),
    ...(head_office && { head_office }),
    establishments: establishments.filter(({ address }) => address),
    rimpe: rimpe === NONE ? null : rimpe,
  };
}
