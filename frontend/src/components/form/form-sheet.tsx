"use client";

import { useId, type ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { CloseQuestion } from "@/components/form/close-question";
import { FormShell } from "@/components/form/form-shell";
import { Refusal } from "@/components/form/refusal";
import { useFormCloseGuard } from "@/components/form/use-close-guard";
import type { AnyForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import {
  Sheet,
  SheetBody,
  SheetContent,
  SheetDescription,
  SheetFooter,
  SheetHeader,
  SheetTitle,
} from "@/components/ui/sheet";
import { dropDraft } from "@/lib/drafts";
import { stayInField } from "@/lib/focusable";
import { cn } from "@/lib/utils";

type FormOverlayProps<TValues extends FieldValues, TOutput> = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  form: AnyForm<TValues, TOutput>;
  /** Resolves when saved: the overlay closes itself. A rejection lands at the fields. */
  onSubmit: (values: TOutput, confirmed: boolean) => Promise<unknown> | unknown;
  /** A verb: «Registrar paciente». */
  submitLabel: string;
  /** It takes something away: the other button keeps it. */
  destructive?: boolean;
  /** Keeps unsaved text for the next opening: `"patient:new"`. */
  draftKey?: string;
  /** Beside the buttons, at the left: a total, a second action. */
  footer?: ReactNode;
  children: ReactNode;
};

/** Create or edit with the list in view. 480 px, or 640 with `wide`. */
export function FormSheet<TValues extends FieldValues, TOutput>({
  wide,
  ...props
}: FormOverlayProps<TValues, TOutput> & { wide?: boolean }) {
  const overlay = useFormOverlay(props);
  return (
    <Sheet open={props.open} onOpenChange={overlay.onOpenChange}>
      <SheetContent size={wide ? "wide" : "default"}>
        <SheetHeader>
          <SheetTitle>{props.title}</SheetTitle>
          {props.description && <SheetDescription>{props.description}</SheetDescription>}
        </SheetHeader>
        <SheetBody>
          <FormShell guarded refusalElsewhere id={overlay.id} form={props.form} onSubmit={overlay.onSubmit}>
            {props.children}
          </FormShell>
        </SheetBody>
        <SheetFooter>{overlay.footer}</SheetFooter>
      </SheetContent>
    </Sheet>
  );
}

/** Up to four fields. More than that is a sheet. */
export function FormDialog<TValues extends FieldValues, TOutput>(props: FormOverlayProps<TValues, TOutput>) {
  const overlay = useFormOverlay(props);
  return (
    <Dialog open={props.open} onOpenChange={overlay.onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{props.title}</DialogTitle>
          {props.description && <DialogDescription>{props.description}</DialogDescription>}
        </DialogHeader>
        <FormShell guarded refusalElsewhere id={overlay.id} form={props.form} onSubmit={overlay.onSubmit}>
          {props.children}
        </FormShell>
        <div className="flex flex-wrap items-center justify-end gap-2 [&>button]:flex-1 sm:[&>button]:flex-none">
          {overlay.footer}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function useFormOverlay<TValues extends FieldValues, TOutput>({
  open,
  onOpenChange,
  form,
  onSubmit,
  submitLabel,
  destructive,
  draftKey,
  footer,
}: FormOverlayProps<TValues, TOutput>) {
  const id = useId();
  const guard = useFormCloseGuard(form, { open, draftKey, close: () => onOpenChange(false) });
  const { isSubmitting } = form.formState;

  return {
    id,
    onOpenChange: (next: boolean) => (next ? onOpenChange(true) : guard.requestClose()),
    onSubmit: async (values: TOutput, confirmed: boolean) => {
      await onSubmit(values, confirmed);
      dropDraft(draftKey);
      onOpenChange(false);
    },
    footer: guard.asking ? (
      <CloseQuestion guard={guard} />
    ) : (
      <>
        <Refusal form={form} formId={id} />
        {footer && <div className={cn("min-w-0 basis-full sm:mr-auto sm:basis-auto")}>{footer}</div>}
        <Button
          variant="outline"
          onMouseDown={stayInField}
          onClick={() => guard.requestClose()}
          disabled={isSubmitting}
        >
          {destructive ? "Conservar" : "Cancelar"}
        </Button>
        <Button type="submit" form={id} variant={destructive ? "destructive" : "default"} loading={isSubmitting}>
          {submitLabel}
        </Button>
      </>
    ),
  };
}
