import { useInfiniteQuery } from "@tanstack/react-query";
import { notesQuery } from "@/entities/record/queries";
import { useMe } from "@/lib/session";

/** The patient's last note: its diagnoses are offered, and a draft of one's own is what a paper hangs from. */
export function useLastNote(patientId: number) {
  const me = useMe();
  const { data } = useInfiniteQuery(notesQuery(patientId));
  const note = data?.pages[0]?.data[0];
  return note && { ...note, isMine: note.status === "DRAFT" && note.author.id === String(me.id) };
}
