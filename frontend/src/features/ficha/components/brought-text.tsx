"use client";

import { Check, CornerDownRight, Copy } from "lucide-react";
import { useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import type { Brought, Note, Part } from "@/entities/record/schema";
import { formatDate } from "@/lib/format";
import type { useNoteDraft } from "../use-note-draft";
import { NOTE_PARTS } from "./note-text";

type Form = ReturnType<typeof useNoteDraft>["form"];
type BroughtTextProps = { form: Form; part: Part; last: Note | null };

const LABEL = Object.fromEntries(NOTE_PARTS);

/** What a part of the note has of an earlier one, marked until its author says that it still holds, or edits it. */
export function BroughtText({ form, part, last }: BroughtTextProps) {
  const [brought, text] = useWatch({ control: form.control, name: ["brought", part] });
  const mine = (brought ?? []).filter((one) => one.part === part && text.includes(one.text));
  const found = last?.[part]?.trim();
  const set = (next: Brought[]) => form.setValue("brought", next, { shouldDirty: true });

  function bring() {
    form.setValue(part, [text.trimEnd(), found!].filter(Boolean).join("\n"), { shouldDirty: true });
    set([
      ...(brought ?? []),
      { note_id: last!.id, part, text: found!, reviewed: false, signed_on: last!.signed_at!.slice(0, 10) },
    ]);
  }

  function remove(one: Brought) {
    form.setValue(part, text.replace(one.text, "").trim(), { shouldDirty: true });
    set((brought ?? []).filter((other) => other !== one));
  }

  return (
    <>
      {found && !text.includes(found) && (
        <Button
          variant="ghost"
          size="xs"
          aria-label={`Traer lo de la nota del ${formatDate(last!.signed_at!)}: ${LABEL[part]}`}
          onClick={bring}
        >
          <CornerDownRight aria-hidden />
          Traer lo de la nota del {formatDate(last!.signed_at!)}
        </Button>
      )}
      {mine.map((one) => (
        <div
          key={`${one.note_id} ${one.text}`}
          role="group"
          data-unread={one.reviewed ? undefined : ""}
          aria-label={`Texto traído: ${LABEL[part]}`}
          className={
            one.reviewed
              ? "px-2 text-xs text-muted-foreground"
              : "border-l-[3px] border-dotted border-warning bg-warning-bg px-3 py-2 text-sm text-warning-fg"
          }
        >
          {!one.reviewed && <p className="whitespace-pre-line break-words">{one.text}</p>}
          <div className="flex flex-wrap items-center gap-2">
            <p className="flex min-w-0 flex-1 basis-48 items-center gap-1.5 text-xs">
              <Copy className="size-3.5 shrink-0" aria-hidden />
              Traído de la nota del {formatDate(one.signed_on)}, {one.reviewed ? "sigue vigente" : "sin revisar"}
            </p>
            {!one.reviewed && (
              <>
                <Button variant="ghost" size="xs" onClick={() => remove(one)}>
                  Quitar
                </Button>
                <Button
                  variant="outline"
                  size="xs"
                  onClick={() =>
                    set((brought ?? []).map((other) => (other === one ? { ...one, reviewed: true } : other)))
                  }
                >
                  <Check aria-hidden />
                  Sigue vigente
                </Button>
              </>
            )}
          </div>
        </div>
      ))}
    </>
  );
}
