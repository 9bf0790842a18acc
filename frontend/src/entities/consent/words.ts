import type { ProcedureConsent } from "./schema";

export const DECISION = {
  ACCEPTED: { label: "Aceptado", variant: "success" },
  REFUSED: { label: "Rechazado", variant: "warning" },
  EMERGENCY: { label: "Emergencia", variant: "warning" },
  REVOKED: { label: "Revocatoria", variant: "neutral" },
} as const;

/** «Rosa Pérez, madre», «Ana Pérez». */
export const signedBy = ({ signer, signer_name, signer_relation }: ProcedureConsent) =>
  signer === "GUARDIAN" ? `${signer_name}, ${signer_relation}` : signer_name;
