"use client";

import { useQuery } from "@tanstack/react-query";
import { PencilLine } from "lucide-react";
import { useEffect } from "react";
import { Alert } from "@/components/ui/alert";
import { APPOINTMENTS } from "@/entities/paths";
import { api, listOf, nothing } from "@/lib/api";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";

const editorSchema = z.object({ name: z.string(), seen_at: z.string() });
const path = (id: number) => `${APPOINTMENTS}/${id}/editing`;
const EVERY_MS = 5000;
/** A sign of life; the service forgets whoever gave none for 25 seconds. */
const SIGN_MS = 10_000;

/** Whoever else is changing this visit, so that two do not write over each other. `editing`: the one who looks does too. */
export function Editors({ id, editing = false }: { id: number; editing?: boolean }) {
  const { data } = useQuery({ ...resource(listOf(editorSchema), path(id)), refetchInterval: EVERY_MS, retry: false });
  useEffect(() => {
    if (!editing) return;
    const say = () => void api(nothing, path(id), { method: "POST" }).catch(() => undefined);
    say();
    const timer = setInterval(say, SIGN_MS);
    return () => {
      clearInterval(timer);
      void api(nothing, path(id), { method: "DELETE" }).catch(() => undefined);
    };
  }, [editing, id]);
  if (!data || data.length === 0) return null;
  const names = data.map(({ name }) => name).join(" y ");
  return (
    <Alert variant="warning" className="mx-4 my-2" role="status">
      <PencilLine aria-hidden />
      {names} {data.length === 1 ? "está" : "están"} cambiando esta cita ahora.
    </Alert>
  );
}
