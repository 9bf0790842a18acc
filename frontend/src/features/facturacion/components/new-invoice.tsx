"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { PageHeader } from "@/components/patterns/page-header";
import { Button } from "@/components/ui/button";
import { invoicePath } from "@/config/navigation";
import type { Invoice } from "@/entities/invoice/schema";
import { useTitle } from "@/hooks/use-title";
import { useCan } from "@/lib/session";
import { notify } from "@/lib/toast";
import { useCreateInvoice, useSaveDraft } from "../api";
import { DraftEditor } from "./draft-editor";
import { IssueDialog } from "./issue-dialog";

/** An invoice from nothing. Once it is a draft of the service it lives at its own address. */
export function NewInvoice({ onCancel }: { onCancel: () => void }) {
  const router = useRouter();
  const collects = useCan("payments:write");
  const create = useCreateInvoice();
  const saveDraft = useSaveDraft();
  const [issuing, setIssuing] = useState<Invoice | null>(null);
  useTitle("Factura nueva");
  const open = (invoice: Invoice) => router.replace(invoicePath(invoice.id));

  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Facturación", href: "/facturacion/" }, { label: "Nueva" }]}
        title="Nueva factura"
        subtitle="Se guarda como borrador hasta que la emita."
        actions={
          <Button variant="outline" size="sm" onClick={onCancel}>
            Cancelar
          </Button>
        }
      />
      <DraftEditor
        invoice={null}
        save={(body, version) =>
          issuing && version !== null
            ? saveDraft.mutateAsync({ id: issuing.id, version, body })
            : create.mutateAsync(body)
        }
        onSaved={(invoice) => {
          notify("Borrador guardado");
          open(invoice);
        }}
        onIssue={setIssuing}
      />
      {issuing && <IssueDialog invoice={issuing} collects={collects} onClose={() => open(issuing)} />}
    </>
  );
}
