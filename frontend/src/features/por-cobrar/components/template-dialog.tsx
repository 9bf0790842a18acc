"use client";

import { useQuery } from "@tanstack/react-query";
import { MessageSquareText } from "lucide-react";
import { useState } from "react";
import { TextareaField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { PermissionWords } from "@/components/patterns/permission-words";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { reminderTemplateQuery } from "@/entities/report/queries";
import type { ReminderTemplate } from "@/entities/report/schema";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useSetTemplate } from "../api";

const TITLE = "Texto del recordatorio";
const WORDS = "Lo que va entre llaves se completa solo: {paciente}, {saldo}, {factura}, {fecha} y {clinica}.";

/** What every reminder says. */
export function TemplateDialog() {
  const [open, setOpen] = useState(false);
  const mayWrite = useCan("reports:write");
  const query = useQuery({ ...reminderTemplateQuery, enabled: open });
  const template = query.data;
  return (
    <>
      <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
        <MessageSquareText aria-hidden />
        {TITLE}
      </Button>
      {open && template && mayWrite ? (
        <TemplateForm key={template.version} template={template} onClose={() => setOpen(false)} />
      ) : (
        <Dialog open={open} onOpenChange={setOpen}>
          <DialogContent>
            <DialogHeader>
              <DialogTitle>{TITLE}</DialogTitle>
              <DialogDescription>{WORDS}</DialogDescription>
            </DialogHeader>
            {template ? (
              <>
                <p className="whitespace-pre-line rounded-lg border border-border bg-muted/60 px-3 py-2 text-sm">
                  {template.text}
                </p>
                <p className="text-sm text-muted-foreground">
                  Lo cambia quien tiene el permiso <PermissionWords name="reports:write" />. Lo asigna la
                  administración.
                </p>
              </>
            ) : query.error ? (
              <ErrorState bare error={query.error} what="el texto" onRetry={() => void query.refetch()} />
            ) : (
              <Skeleton className="h-32 w-full" />
            )}
          </DialogContent>
        </Dialog>
      )}
    </>
  );
}

const templateForm = z.object({ text: z.string().trim().min(1, "Escriba el mensaje.").max(1000) });

function TemplateForm({ template, onClose }: { template: ReminderTemplate; onClose: () => void }) {
  const save = useSetTemplate();
  const form = useZodForm(templateForm, { defaultValues: { text: template.text } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={TITLE}
      description={WORDS}
      form={form}
      submitLabel="Guardar texto"
      onSubmit={async ({ text }) => {
        if (text === template.text) return;
        await save.mutateAsync({ text, version: template.version });
        announce("Texto del recordatorio guardado");
      }}
    >
      <TextareaField control={form.control} name="text" label="Mensaje" rows={6} maxLength={1000} />
    </FormDialog>
  );
}
