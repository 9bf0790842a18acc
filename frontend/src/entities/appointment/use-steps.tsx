"use client";

import { useState } from "react";
import { announce, notifyError } from "@/lib/toast";
import { confirmationOf, refusalOf, useMoveStatus } from "./moving";
import type { Appointment } from "./schema";
import { EarlyStepDialog, LateDialog, type AskedStep, type LateArrival } from "./step-dialogs";
import type { StatusMove } from "./steps";

/** Sends a step of a visit's day, and asks what the service asks first. */
export function useSteps() {
  const moveStatus = useMoveStatus();
  const [asked, setAsked] = useState<(AskedStep & { appointment: Appointment }) | null>(null);
  const [late, setLate] = useState<(LateArrival & { appointment: Appointment }) | null>(null);

  /** Whether it was taken; a question that it raised is on the screen. */
  async function take(appointment: Appointment, move: StatusMove) {
    if (moveStatus.isPending) return false;
    try {
      await moveStatus.mutateAsync({ appointment, status: move.to });
      announce(move.done(appointment.patient.name));
      return true;
    } catch (error) {
      const question = confirmationOf(error);
      const answer = refusalOf(error);
      if (question) setAsked({ appointment, move, question });
      else if (answer) setLate({ appointment, move, answer });
      else notifyError(error);
      return false;
    }
  }

  const questions = (
    <>
      {asked && <EarlyStepDialog appointment={asked.appointment} asked={asked} onClose={() => setAsked(null)} />}
      {late && <LateDialog appointment={late.appointment} late={late} onClose={() => setLate(null)} />}
    </>
  );
  return { take, questions, pending: moveStatus.isPending };
}
