"use client";

import { useId, useState, type ReactNode } from "react";
import { ReasonQuestion } from "@/components/form/close-question";
import { useCloseGuard, type CloseGuard } from "@/components/form/use-close-guard";
import { Alert } from "@/components/ui/alert";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import { stayInField } from "@/lib/focusable";
import { messageOf } from "@/lib/problem";

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Names the thing: «Anular la factura 001-001-000000123». */
  title: string;
  /** The consequence. */
  description: ReactNode;
  /** Verbs: «Anular factura», and «Conservar» for staying. */
  confirmLabel: string;
  cancelLabel?: string;
  destructive?: boolean;
  /** Asks for a reason; `true` for the usual words. */
  reason?: boolean | { label?: string; hint?: string };
  /** Resolves when done: the dialog closes itself. A rejection is shown inside it. */
  onConfirm: (reason: string) => Promise<unknown> | unknown;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange } = props;
  const [text, setText] = useState("");
  // Whoever closes it, no reason is left for the next time.
  const [wasOpen, setWasOpen] = useState(open);
  if (open !== wasOpen) {
    setWasOpen(open);
    setText("");
  }
  const guard = useCloseGuard({
    open,
    dirty: text.trim() !== "",
    close: () => onOpenChange(false),
    reset: () => setText(""),
  });
  return (
    <AlertDialog open={open} onOpenChange={(next) => (next ? onOpenChange(true) : guard.requestClose())}>
      <AlertDialogContent>
        <ConfirmBody {...props} text={text} onText={setText} guard={guard} />
      </AlertDialogContent>
    </AlertDialog>
  );
}

type ConfirmBodyProps = ConfirmDialogProps & { text: string; onText: (text: string) => void; guard: CloseGuard };

// Mounted anew each time the dialog opens, so nothing said is left from the last time.
function ConfirmBody({
  title,
  description,
  confirmLabel,
  cancelLabel = "Conservar",
  destructive = true,
  reason,
  onConfirm,
  onOpenChange,
  text,
  onText,
  guard,
}: ConfirmBodyProps) {
  const id = useId();
  const [missing, setMissing] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const words = typeof reason === "object" ? reason : {};

  async function confirm(event: React.FormEvent) {
    event.preventDefault();
    if (reason && !text.trim()) {
      setMissing(true);
      document.getElementById(id)?.focus();
      return;
    }
    setPending(true);
    setError(null);
    try {
      await onConfirm(text.trim());
      onOpenChange(false);
    } catch (failure) {
      setError(failure);
    } finally {
      setPending(false);
    }
  }

  return (
    <form onSubmit={confirm} className="grid gap-3.5" noValidate>
      <AlertDialogHeader>
        <AlertDialogTitle>{title}</AlertDialogTitle>
        <AlertDialogDescription>{description}</AlertDialogDescription>
      </AlertDialogHeader>
      {reason && (
        <div className="space-y-1.5">
          <Label htmlFor={id}>{words.label ?? "Motivo"}</Label>
          <Textarea
            id={id}
            rows={2}
            autoFocus
            value={text}
            maxLength={500}
            aria-invalid={missing || undefined}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              onText(event.target.value);
              setMissing(false);
            }}
          />
          <p id={`${id}-hint`} className={missing ? "text-xs text-destructive" : "text-xs text-muted-foreground"}>
            {missing ? "Escriba el motivo." : (words.hint ?? "Queda en el registro.")}
          </p>
        </div>
      )}
      {error !== null && <Alert variant="destructive">{messageOf(error)}</Alert>}
      {guard.asking ? (
        <ReasonQuestion guard={guard} />
      ) : (
        <AlertDialogFooter>
          <AlertDialogCancel type="button" onMouseDown={stayInField} disabled={pending}>
            {cancelLabel}
          </AlertDialogCancel>
          <Button type="submit" variant={destructive ? "destructive" : "default"} loading={pending}>
            {confirmLabel}
          </Button>
        </AlertDialogFooter>
      )}
    </form>
  );
}
