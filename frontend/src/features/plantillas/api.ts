import { useMutation, useQueryClient } from "@tanstack/react-query";
import { phrasesChanged, templatesChanged } from "@/entities/note-template/changed";
import { NOTE_TEMPLATES, PHRASES } from "@/entities/note-template/queries";
import {
  noteTemplateSchema,
  phraseSchema,
  type NoteTemplate,
  type Phrase,
  type TemplateField,
} from "@/entities/note-template/schema";
import { kindsChanged } from "@/entities/odontogram/changed";
import { TOOTH_KINDS } from "@/entities/odontogram/queries";
import { customKindSchema, type OwnFindingKind } from "@/entities/odontogram/schema";
import { api } from "@/lib/api";

type TemplateBody = { name?: string; specialty?: string | null; fields?: TemplateField[]; active?: boolean };
type PhraseBody = { shortcut?: string; body?: string; active?: boolean };

export function useSaveTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ template, body }: { template: NoteTemplate | null; body: TemplateBody }) =>
      template
        ? api(noteTemplateSchema, `${NOTE_TEMPLATES}/${template.id}`, {
            method: "PATCH",
            body,
            version: template.version,
          })
        : api(noteTemplateSchema, NOTE_TEMPLATES, { method: "POST", body }),
    onSettled: () => templatesChanged(client),
  });
}

export function useSavePhrase() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ phrase, body }: { phrase: Phrase | null; body: PhraseBody }) =>
      phrase
        ? api(phraseSchema, `${PHRASES}/${phrase.id}`, { method: "PATCH", body, version: phrase.version })
        : api(phraseSchema, PHRASES, { method: "POST", body }),
    onSettled: () => phrasesChanged(client),
  });
}

export function useSaveKind() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, body }: { kind: OwnFindingKind | null; body: object }) =>
      kind
        ? api(customKindSchema, `${TOOTH_KINDS}/${kind.id}`, { method: "PATCH", body, version: kind.version })
        : api(customKindSchema, TOOTH_KINDS, { method: "POST", body }),
    onSettled: () => kindsChanged(client),
  });
}
