"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useRef, useState, type ComponentProps, type KeyboardEvent } from "react";
import { FieldFrame, type FieldProps } from "@/components/form/fields";
import { popoverSurface } from "@/components/ui/menu-styles";
import { Textarea } from "@/components/ui/textarea";
import { phrasesQuery } from "@/entities/note-template/queries";
import type { Phrase } from "@/entities/note-template/schema";
import { cn } from "@/lib/utils";
import type { useNoteDraft } from "../use-note-draft";

type Form = ReturnType<typeof useNoteDraft>["form"];
type PhraseAreaProps = Pick<FieldProps<Record<string, string>>, "label" | "hint"> & {
  control: Form["control"];
  name: "subjective" | "objective" | "assessment" | "plan";
};

// A point that begins a word, and what was typed of the word.
const TYPED = /(?:^|\s)\.([a-z0-9ñ][a-z0-9ñ_-]*)$/;
const MOST = 6;

/** One part of a note. A point and the beginning of a shortcut offer the clinic's phrases. */
export function PhraseArea({ control, name, label, hint }: PhraseAreaProps) {
  const { data: phrases = [] } = useQuery(phrasesQuery);
  return (
    <FieldFrame
      control={control}
      name={name}
      label={label}
      hint={hint}
      render={({ ref: _ref, value, onChange, ...field }) => (
        <WithPhrases {...field} phrases={phrases} value={String(value ?? "")} onText={onChange} label={label} />
      )}
    />
  );
}

type WithPhrasesProps = Omit<ComponentProps<"textarea">, "value" | "onChange"> & {
  phrases: readonly Phrase[];
  value: string;
  onText: (text: string) => void;
  label: string;
};

function WithPhrases({ phrases, value, onText, label, ...area }: WithPhrasesProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const offered =
    typed === null ? [] : phrases.filter((one) => one.active && one.shortcut.startsWith(typed)).slice(0, MOST);
  const chosen = offered[active] ?? offered[0];

  function look() {
    const { selectionStart, selectionEnd, value: text } = field.current!;
    const found = selectionStart === selectionEnd ? TYPED.exec(text.slice(0, selectionStart)) : null;
    setTyped(found?.[1] ?? null);
    setActive(0);
  }

  function insert(phrase: Phrase) {
    const element = field.current!;
    const at = element.selectionStart;
    const start = at - typed!.length - 1;
    onText(element.value.slice(0, start) + phrase.body + element.value.slice(at));
    setTyped(null);
    const caret = start + phrase.body.length;
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(caret, caret);
    });
  }

  function press(event: KeyboardEvent) {
    if (!chosen || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((now) => (now + step + offered.length) % offered.length);
    else if (event.key === "Enter" || event.key === "Tab") insert(chosen);
    else if (event.key === "Escape") setTyped(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <Textarea
        {...area}
        ref={field}
        value={value}
        rows={4}
        maxLength={20_000}
        className="min-h-24 [field-sizing:content]"
        aria-autocomplete="list"
        aria-controls={chosen ? id : undefined}
        aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
        onChange={(event) => {
          onText(event.target.value);
          look();
        }}
        onKeyDown={press}
        onBlur={(event) => {
          setTyped(null);
          area.onBlur?.(event);
        }}
      />
      {chosen && (
        <div className="relative z-20">
          <div className={cn(popoverSurface, "absolute inset-x-0 top-0 grid gap-x-1 p-1 sm:grid-cols-[12rem_1fr]")}>
            <ul role="listbox" id={id} aria-label={`Frases para ${label}`}>
              {offered.map((phrase) => (
                <li
                  key={phrase.id}
                  id={`${id}-${phrase.id}`}
                  role="option"
                  aria-label={`.${phrase.shortcut}`}
                  aria-selected={phrase === chosen}
                  className={cn(
                    "cursor-pointer truncate rounded-md px-2.5 py-2 font-mono text-sm",
                    phrase === chosen && "bg-accent text-accent-foreground",
                  )}
                  // The caret stays in the text.
                  onMouseDown={(event) => {
                    event.preventDefault();
                    insert(phrase);
                  }}
                >
                  <span className="font-semibold">.{typed}</span>
                  {phrase.shortcut.slice(typed!.length)}
                </li>
              ))}
            </ul>
            <p className="line-clamp-6 whitespace-pre-line break-words px-2.5 py-2 text-sm text-muted-foreground">
              {chosen.body}
            </p>
          </div>
        </div>
      )}
    </>
  );
}
