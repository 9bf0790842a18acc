import { formatDateTime } from "@/lib/format";
import type { Einvoice } from "./schema";

/** When the document left by mail and to whom, or why its letter did not arrive. Nothing where none left. */
export function Mailed({ einvoice }: { einvoice: Pick<Einvoice, "mailed_at" | "mailed_to" | "mail_refused"> }) {
  const { mailed_at, mailed_to, mail_refused } = einvoice;
  if (!mailed_at && !mail_refused) return null;
  return (
    <div className="space-y-1 break-words text-sm text-muted-foreground">
      {mailed_at && (
        <p>
          Enviado por correo el {formatDateTime(mailed_at)} a {mailed_to}.
        </p>
      )}
      {mail_refused && <p className="text-danger">El último correo no llegó. {mail_refused}</p>}
    </div>
  );
}
