"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { api } from "@/lib/api";
import { email } from "@/lib/fields";
import { formatPercent } from "@/lib/format";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { changed } from "./changed";
import { invoiceSchema, type Invoice } from "./schema";

const approvalForm = z.object({ email, password: z.string().min(1, "Escriba la contraseña.") });

type ApprovalDialogProps = { invoice: Invoice; onApproved: (invoice: Invoice) => void; onClose: () => void };

/** Above the limit of a role, a second person says yes with their own password, without anybody's session ending. */
export function ApprovalDialog({ invoice, onApproved, onClose }: ApprovalDialogProps) {
  const form = useZodForm(approvalForm, { defaultValues: { email: "", password: "" } });
  const approve = useApproveDiscount();
  const { percent, limit } = invoice.approval!;
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Rebaja de ${formatPercent(percent)}`}
      description={`Su rol rebaja hasta ${formatPercent(limit)}. Quien puede aprobar más la confirma aquí con su contraseña; la sesión de usted sigue abierta.`}
      form={form}
      onSubmit={async (who) => {
        const approved = await approve.mutateAsync({ invoice, ...who });
        announce(`Rebaja aprobada por ${approved.approval?.approved_by?.name}`);
        onApproved(approved);
      }}
      submitLabel="Aprobar rebaja"
    >
      <TextField
        control={form.control}
        name="email"
        label="Correo de quien aprueba"
        type="email"
        autoComplete="off"
        autoFocus
      />
      <TextField control={form.control} name="password" label="Su contraseña" type="password" autoComplete="off" />
    </FormDialog>
  );
}

/** The password goes to `auth` alone; what it answers is a yes to this draft as it is now, and to nothing else. */
function useApproveDiscount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ invoice, email, password }: { invoice: Invoice; email: string; password: string }) => {
      const { approval } = await api(z.object({ approval: z.string() }), "/auth/approvals", {
        method: "POST",
        body: { email, password, permission: "invoices:approve-discount", about: invoice.approval!.about },
      });
      return api(invoiceSchema, `/facturacion/invoices/${invoice.id}/discount-approval`, {
        method: "POST",
        body: { approval },
      });
    },
    onSuccess: (invoice) => void changed(client, invoice),
  });
}
