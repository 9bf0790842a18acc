"use client";

import {
  AlertDialog,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import type { Question } from "@/lib/unsaved";

type LeaveQuestionProps = { open: boolean; question: Question | null; onClose: () => void };

/** The same three ways as in the footer of a sheet. */
export function LeaveQuestion({ open, question, onClose }: LeaveQuestionProps) {
  const then = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <AlertDialog inHistory={false} open={open} onOpenChange={(next) => !next && onClose()}>
      {question && (
        <AlertDialogContent>
          <AlertDialogHeader>
            <AlertDialogTitle>Cambios sin guardar</AlertDialogTitle>
            <AlertDialogDescription>
              {question.keeps
                ? "Puede dejarlos como borrador: esperan en esta ventana hasta que vuelva, mientras no la recargue."
                : "Si sale de esta página, se pierden."}
            </AlertDialogDescription>
          </AlertDialogHeader>
          <AlertDialogFooter>
            <Button
              variant="ghost"
              onClick={then(() => {
                question.discard();
                question.go();
              })}
            >
              Descartar
            </Button>
            {question.keeps && (
              <Button variant="outline" onClick={then(question.go)}>
                Guardar borrador
              </Button>
            )}
            <Button autoFocus onClick={onClose}>
              Seguir editando
            </Button>
          </AlertDialogFooter>
        </AlertDialogContent>
      )}
    </AlertDialog>
  );
}
