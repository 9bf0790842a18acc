"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { formatDate } from "@/lib/format";
import { ControlLines } from "./control-lines";
import { controlsQuery } from "./queries";

/** The controls of orthodontics that hang from a note. */
export function ControlsOfNote({ patientId, noteId }: { patientId: number; noteId: number }) {
  const { data } = useInfiniteQuery(controlsQuery(patientId));
  const mine = data?.pages
    .flatMap((page) => page.data)
    .filter(({ note_id, withdrawn }) => note_id === noteId && !withdrawn);
  return mine?.map((control) => (
    <section key={control.id} aria-label="Control de ortodoncia de la nota" className="space-y-2">
      <h3 className="text-sm font-semibold">
        Control de ortodoncia{control.next_on && ` · próximo ${formatDate(control.next_on)}`}
      </h3>
      <ControlLines control={control} />
    </section>
  ));
}
