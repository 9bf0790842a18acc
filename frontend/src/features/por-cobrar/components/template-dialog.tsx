"use client";

import { useQuery } from "@tanstack/react-query";
import { MessageSquareText } from "lucide-react";
import { useState } from "react";
import { PermissionWords } from "@/components/patterns/permission-words";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { reminderTemplateQuery } from "@/entities/report/queries";
import type { ReminderTemplate } from "@/entities/report/schema";
import { isApiError, messageOf } from "@/lib/problem";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { useSetTemplate } from "../api";

/** What every reminder says. */
export function TemplateDialog() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          <MessageSquareText aria-hidden />
          Texto del recordatorio
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Texto del recordatorio</DialogTitle>
          <DialogDescription>
            Lo que va entre llaves se completa solo: {"{paciente}, {saldo}, {factura}, {fecha} y {clinica}"}.
          </DialogDescription>
        </DialogHeader>
        <Body onClose={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function Body({ onClose }: { onClose: () => void }) {
  const query = useQuery(reminderTemplateQuery);
  if (query.isPending) return <Skeleton className="h-32 w-full" />;
  if (!query.data) return <ErrorState bare error={query.error} what="el texto" onRetry={() => void query.refetch()} />;
  return <Form key={query.data.version} template={query.data} onClose={onClose} />;
}

function Form({ template, onClose }: { template: ReminderTemplate; onClose: () => void }) {
  const save = useSetTemplate();
  const mayWrite = useCan("reports:write");
  const [text, setText] = useState(template.text);
  const error = save.error;
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === template.text) return onClose();
        save.mutate(
          { text, version: template.version },
          {
            onSuccess: () => {
              announce("Texto del recordatorio guardado");
              onClose();
            },
          },
        );
      }}
    >
      {error && (
        <Alert variant="destructive">
          {isApiError(error) && error.fieldErrors[0] ? error.fieldErrors[0].message : messageOf(error)}
        </Alert>
      )}
      <div className="space-y-1.5">
        <Label htmlFor="reminder-text">Mensaje</Label>
        <Textarea
          id="reminder-text"
          rows={6}
          maxLength={1000}
          readOnly={!mayWrite}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {mayWrite ? (
        <DialogFooter>
          <Button type="button" variant="outline" onClick={onClose}>
            Cancelar
          </Button>
          <Button type="submit" loading={save.isPending}>
            Guardar texto
          </Button>
        </DialogFooter>
      ) : (
        <p className="text-sm text-muted-foreground">
          Lo cambia quien tiene el permiso <PermissionWords name="reports:write" />. Lo asigna la administración.
        </p>
      )}
    </form>
  );
}
