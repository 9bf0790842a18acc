"use client";

import type { CloseGuard } from "@/components/form/use-close-guard";
import { Button } from "@/components/ui/button";

type CloseQuestionProps = {
  guard: CloseGuard;
  sentence?: string;
  /** Says what is given up, where «Descartar» alone would be another act. */
  discardLabel?: string;
};

/** Asked in the place of the footer's buttons: never a dialog over a dialog. */
export const CloseQuestion = ({
  guard,
  sentence = "Hay cambios sin guardar.",
  discardLabel = "Descartar",
}: CloseQuestionProps) => (
  <div
    role="alertdialog"
    aria-label="Cambios sin guardar"
    className="flex w-full flex-wrap items-center justify-end gap-2 max-sm:[&>button]:flex-1"
  >
    <p className="basis-full text-sm">{sentence}</p>
    <Button variant="ghost" onClick={guard.discard}>
      {discardLabel}
    </Button>
    {guard.keep && (
      <Button variant="outline" onClick={guard.keep}>
        Guardar borrador
      </Button>
    )}
    <Button autoFocus onClick={guard.stay}>
      Seguir editando
    </Button>
  </div>
);

/** For a reason that is only typed until it is sent. */
export const ReasonQuestion = ({ guard }: { guard: CloseGuard }) => (
  <CloseQuestion guard={guard} sentence="El motivo escrito se perderá." discardLabel="Descartar lo escrito" />
);
