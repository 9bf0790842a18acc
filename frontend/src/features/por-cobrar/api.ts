import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RECEIVABLES } from "@/entities/paths";
import { changed } from "@/entities/report/changed";
import { reminderSchema, reminderTemplateSchema } from "@/entities/report/schema";
import { api } from "@/lib/api";

export type Channel = "WHATSAPP" | "EMAIL";

/** Records the reminder; its answer says where the conversation opens, or that the letter is on its way. */
export function useRemind() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, channel, repeated }: { id: number; channel: Channel; repeated: boolean }) =>
      api(reminderSchema, `${RECEIVABLES}/${id}/reminders`, {
        method: "POST",
        body: { ...(channel === "EMAIL" && { channel }), ...(repeated && { confirm_repeated: true }) },
      }),
    onSettled: () => changed(client),
  });
}

export function useSetTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ text, version }: { text: string; version: number }) =>
      api(reminderTemplateSchema, `${RECEIVABLES}/reminder-template`, { method: "PUT", version, body: { text } }),
    // Somebody else's text is what usually stands in the way of one's own: bring it in too.
    onSettled: () => changed(client),
  });
}
