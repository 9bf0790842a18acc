"use client";

import { useQuery, type QueryKey, type UseQueryOptions } from "@tanstack/react-query";
import { ChevronsUpDown, Plus, X } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { fieldStyles } from "@/components/ui/input";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { useDebounced } from "@/hooks/use-debounced";
import { nextAfter } from "@/lib/focusable";
import { messageOf } from "@/lib/problem";
import { cn } from "@/lib/utils";

const CREATE = "__create";

export type AsyncComboboxProps<T> = {
  /** What the closed control shows, or null when nothing is chosen. */
  value: string | null;
  onSelect: (item: T) => void;
  onClear?: () => void;
  // The rows may come out of a `select`: what the request itself answers is of no matter here.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  search: (text: string) => UseQueryOptions<any, Error, T[], any>;
  itemKey: (item: T) => string | number;
  renderItem: (item: T) => ReactNode;
  placeholder: string;
  searchPlaceholder: string;
  /** Fewer characters than this ask nothing. */
  minimum?: number;
  onCreate?: { label: (text: string) => string; run: (text: string) => void };
  /** Prevent its default to send the focus elsewhere than back to the control. */
  onCloseAutoFocus?: (event: Event) => void;
  id?: string;
  disabled?: boolean;
  ref?: Ref<HTMLButtonElement>;
  onBlur?: () => void;
  className?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

/** With the caret after what was typed: selected, the next letter would replace it. */
function focusSearch(event: Event) {
  event.preventDefault();
  (event.currentTarget as HTMLElement).querySelector("input")?.focus();
}

/** Picks one thing out of thousands: asks the server as one types. */
export function AsyncCombobox<T>(props: AsyncComboboxProps<T>) {
  const {
    value,
    onSelect,
    onClear,
    search,
    itemKey,
    renderItem,
    placeholder,
    searchPlaceholder,
    minimum = 0,
    onCreate,
    onCloseAutoFocus,
    className,
    disabled,
    ref,
    onBlur,
    ...aria
  } = props;
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const rested = useDebounced(text.trim());
  const asking = open && rested.length >= minimum;
  const options = search(rested);
  const { data, error, isFetching } = useQuery<unknown, Error, T[], QueryKey>({
    ...(options as UseQueryOptions<unknown, Error, T[], QueryKey>),
    enabled: asking,
  });

  function finish(act: () => void) {
    act();
    setOpen(false);
    setText("");
  }

  // Who stands on the closed control and types is already searching.
  function openByTyping(event: KeyboardEvent) {
    if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setText(event.key);
    setOpen(true);
  }

  const items = asking ? (data ?? []) : [];
  // Enter takes the first hit, but never one of a search that is not what stands typed.
  const [active, setActive] = useState("");
  const settled = rested === text.trim() && !isFetching;
  const first = items[0] === undefined ? (onCreate ? CREATE : "") : String(itemKey(items[0]));
  useEffect(() => setActive(first), [first, rested]);
  // Who types and presses Enter at once means the answer that is still on its way.
  const [hurried, setHurried] = useState(false);
  // And who then presses Tab has gone on to the next field, once it is chosen.
  const goesOn = useRef(false);
  const trigger = useRef<HTMLButtonElement | null>(null);
  useEffect(() => {
    if (!hurried || !settled) return;
    setHurried(false);
    if (items[0] !== undefined) finish(() => onSelect(items[0]!));
    else {
      goesOn.current = false;
      // Nobody is registered because the search failed.
      if (onCreate && asking && !error) finish(() => onCreate.run(rested));
    }
    // Only the arrival of the answer matters, not each new list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [hurried, settled]);
  const hint =
    text.trim().length < minimum
      ? `Escriba al menos ${minimum} letras o números.`
      : error
        ? messageOf(error)
        : isFetching || rested !== text.trim()
          ? "Buscando…"
          : "Nada coincide con lo que escribió.";

  return (
    <div className={cn("relative", className)}>
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger
          ref={(node) => {
            trigger.current = node;
            if (typeof ref === "function") ref(node);
            else if (ref) ref.current = node;
          }}
          type="button"
          role="combobox"
          aria-expanded={open}
          disabled={disabled}
          onBlur={onBlur}
          onKeyDown={openByTyping}
          {...aria}
          className={cn(
            fieldStyles,
            "flex h-11 items-center justify-between gap-2 text-left md:h-9",
            onClear && value && "pr-16",
          )}
        >
          <span className={cn("truncate", !value && "text-muted-foreground")}>{value ?? placeholder}</span>
          <ChevronsUpDown className="size-4 shrink-0 text-muted-foreground" aria-hidden />
        </PopoverTrigger>
        <PopoverContent
          onOpenAutoFocus={focusSearch}
          onCloseAutoFocus={(event) => {
            onCloseAutoFocus?.(event);
            if (goesOn.current && !event.defaultPrevented && trigger.current) {
              event.preventDefault();
              nextAfter(trigger.current)?.focus();
            }
            goesOn.current = false;
          }}
          className="w-[max(var(--radix-popover-trigger-width),260px)] overflow-hidden p-0"
        >
          <Command
            label={searchPlaceholder}
            shouldFilter={false}
            value={settled ? active : ""}
            onValueChange={setActive}
            onKeyDown={(event) => {
              if (event.key === "Tab" && !event.shiftKey && hurried && !settled) {
                event.preventDefault();
                goesOn.current = true;
                return;
              }
              goesOn.current = false;
              if (event.key !== "Enter" || settled) return setHurried(false);
              event.preventDefault();
              setHurried(true);
            }}
          >
            <CommandInput
              value={text}
              onValueChange={setText}
              placeholder={searchPlaceholder}
              aria-label={searchPlaceholder}
            />
            <CommandList>
              {items.length === 0 && <CommandEmpty role="status">{hint}</CommandEmpty>}
              {/* Not empty for cmdk while there is somebody to register. */}
              {onCreate && error && (
                <p role="status" className="px-3 py-2 text-sm text-muted-foreground">
                  {hint}
                </p>
              )}
              {items.length > 0 && (
                <CommandGroup>
                  {items.map((item) => (
                    <CommandItem
                      key={itemKey(item)}
                      value={String(itemKey(item))}
                      onSelect={() => finish(() => onSelect(item))}
                    >
                      {renderItem(item)}
                    </CommandItem>
                  ))}
                </CommandGroup>
              )}
              {onCreate && text.trim().length >= minimum && (
                <CommandItem value={CREATE} onSelect={() => finish(() => onCreate.run(text.trim()))}>
                  <Plus aria-hidden />
                  {onCreate.label(text.trim())}
                </CommandItem>
              )}
            </CommandList>
          </Command>
        </PopoverContent>
      </Popover>
      {onClear && value && !disabled && (
        <button
          type="button"
          aria-label="Quitar selección"
          onClick={onClear}
          className="absolute right-9 top-1/2 grid size-7 -translate-y-1/2 place-items-center rounded-sm text-muted-foreground hover:text-foreground"
        >
          <X className="size-3.5" aria-hidden />
        </button>
      )}
    </div>
  );
}
