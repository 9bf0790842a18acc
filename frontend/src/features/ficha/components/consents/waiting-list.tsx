"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link2, Smartphone, Undo2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { changed } from "@/entities/consent/changed";
import { requestsQuery } from "@/entities/consent/queries";
import type { ConsentRequest } from "@/entities/consent/schema";
import { formatDateTime } from "@/lib/format";
import { notify, notifyError } from "@/lib/toast";
import { useWithdraw } from "./api";

/** How often it is asked whether the patient, who may sit in front, has signed. */
const LOOK_MS = 5_000;

type Props = { patientId: number; mayAct: boolean; onLink: (request: ConsentRequest) => void };

/** What was sent to be signed on the patient's phone and is not yet: it goes once it is signed, and that comes beneath. */
export function WaitingList({ patientId, mayAct, onLink }: Props) {
  const client = useQueryClient();
  const withdraw = useWithdraw(patientId);
  const { data: waiting = [] } = useQuery({
    ...requestsQuery(patientId),
    refetchInterval: ({ state }) => (state.data?.length ? LOOK_MS : false),
  });
  const before = useRef(0);
  useEffect(() => {
    if (waiting.length < before.current) void changed(client, patientId);
    before.current = waiting.length;
  }, [client, patientId, waiting.length]);
  if (waiting.length === 0) return null;
  return (
    <section aria-label="Por firmar en su teléfono" className="rounded-xl border border-border bg-card shadow-1">
      <h2 className="flex min-h-12 items-center gap-2 border-b border-border px-4 text-base font-semibold">
        <Smartphone className="size-4 text-muted-foreground" aria-hidden />
        Por firmar en su teléfono
      </h2>
      <ul className="divide-y divide-border">
        {waiting.map((request) => (
          <li key={request.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium">{request.title}</p>
              <p className="text-sm text-muted-foreground">
                Lo explicó {request.professional_name} · puede firmar hasta el {formatDateTime(request.expires_at)}
              </p>
            </div>
            {mayAct && (
              <>
                <Button variant="outline" size="sm" onClick={() => onLink(request)}>
                  <Link2 aria-hidden />
                  Enlace
                </Button>
                <Button
                  variant="ghost"
                  size="sm"
                  disabled={withdraw.isPending}
                  onClick={() =>
                    withdraw.mutateAsync(request.id).then(
                      () => notify("Su enlace ya no sirve"),
                      (error: unknown) => notifyError(error),
                    )
                  }
                >
                  <Undo2 aria-hidden />
                  Retirar
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
