"use client";

import { Link } from "@/components/patterns/link";
import { TextareaField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { DetailList } from "@/components/patterns/detail-list";
import { Sheet, SheetBody, SheetContent, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { VisitLink } from "@/entities/appointment/visit-link";
import type { Shortage } from "@/entities/product/schema";
import { productPath } from "@/entities/product/product-path";
import { formatDateTime, formatQuantity } from "@/lib/format";
import { useCan } from "@/lib/session";
import { notify } from "@/lib/toast";
import { useResolveShortage } from "../api";
import { resolutionForm } from "../forms";

type ShortageSheetProps = { shortage: Shortage; open: boolean; onOpenChange: (open: boolean) => void };

/** One shortage: what was missing, for which appointment, and how it was settled. */
export function ShortageSheet({ shortage, open, onOpenChange }: ShortageSheetProps) {
  const resolve = useResolveShortage();
  const canMove = useCan("stock:write");
  const form = useZodForm(resolutionForm, { defaultValues: { reason: "" } });
  const title = `Faltante de ${shortage.product_name}`;
  const details = (
    <DetailList
      columns={2}
      items={[
        { label: "Faltó", value: formatQuantity(shortage.quantity) },
        { label: "Cuándo", value: formatDateTime(shortage.created_at) },
        { label: "Cita", value: <VisitLink id={shortage.appointment_id} /> },
        {
          label: "Producto",
          value: (
            <Link href={productPath(shortage.product_id)} className="text-primary underline-offset-4 hover:underline">
              {shortage.product_name}
            </Link>
          ),
        },
        ...(shortage.resolved_at
          ? [
              {
                label: "Resuelto",
                value: `${formatDateTime(shortage.resolved_at)}, por ${shortage.resolved_by?.name ?? "el sistema"}`,
              },
              { label: "Cómo se resolvió", value: shortage.resolution, wide: true },
            ]
          : []),
      ]}
    />
  );

  if (shortage.resolved_at || !canMove) {
    return (
      <Sheet open={open} onOpenChange={onOpenChange}>
        <SheetContent>
          <SheetHeader>
            <SheetTitle>{title}</SheetTitle>
          </SheetHeader>
          <SheetBody>{details}</SheetBody>
        </SheetContent>
      </Sheet>
    );
  }
  return (
    <FormSheet
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description="Marcarlo como resuelto no mueve existencias: si hubo una compra o un ajuste, regístrelo aparte."
      form={form}
      submitLabel="Marcar como resuelto"
      onSubmit={async ({ reason }) => {
        await resolve.mutateAsync({ id: shortage.id, reason });
        notify("Faltante resuelto");
      }}
    >
      {details}
      <TextareaField
        control={form.control}
        name="reason"
        label="Cómo se resolvió"
        hint="Queda en el registro."
        rows={3}
        autoFocus
      />
    </FormSheet>
  );
}
