"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { api } from "@/lib/api";
import { invalidate, resource } from "@/lib/resource";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { RECALLS } from "@/entities/paths";
import { changed } from "./changed";
import { CHANNELS } from "./schema";

const CHANNELS_OF = "/citas/message-channels";
const channelSchema = z.object({ channel: z.enum(CHANNELS).nullable() });
const WORDS = { NONE: "Según cada regla", MAIL: "Por correo", WHATSAPP: "Por WhatsApp" } as const;

/** By which channel a patient wants messages; it holds for those that wait, too. */
export function PrefersField({ patientId }: { patientId: number }) {
  const client = useQueryClient();
  const canWrite = useCan("appointments:write");
  const path = `${CHANNELS_OF}/${patientId}`;
  const { data } = useQuery(resource(channelSchema, path));
  const choose = useMutation({
    mutationFn: (channel: string) =>
      api(channelSchema, path, { method: "PUT", body: { channel: channel === "NONE" ? null : channel } }),
    onSettled: () => {
      void invalidate(client, [CHANNELS_OF, RECALLS]);
      return changed(client);
    },
  });
  if (!data) return null;
  return (
    <div className="flex items-center justify-between gap-2 text-xs text-muted-foreground">
      <span id={`prefiere-${patientId}`}>Prefiere recibirlos</span>
      {canWrite ? (
        <Select
          value={data.channel ?? "NONE"}
          onValueChange={(channel) =>
            void choose.mutateAsync(channel).then(
              () => notify("Preferencia anotada"),
              (error: unknown) => notifyError(error),
            )
          }
        >
          <SelectTrigger aria-labelledby={`prefiere-${patientId}`} className="w-44">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {Object.entries(WORDS).map(([value, label]) => (
              <SelectItem key={value} value={value}>
                {label}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      ) : (
        <span>{WORDS[data.channel ?? "NONE"].toLowerCase()}</span>
      )}
    </div>
  );
}
