import type { Page } from "./api";
import { isApiError } from "./problem";

export type CsvColumn<T> = { label: string; value: (row: T) => string | number | null | undefined };

/**
 * Rows as the spreadsheets of Ecuador open them: a semicolon between values, because the comma
 * is the decimal sign, and a byte order mark so that accents survive.
 */
export function toCsv<T>(columns: readonly CsvColumn<T>[], rows: readonly T[]) {
  const lines = [columns.map(({ label }) => label), ...rows.map((row) => columns.map(({ value }) => value(row)))];
  return `\uFEFF${lines.map((line) => line.map(cellOf).join(";")).join("\r\n")}\r\n`;
}

/** A text that begins like a formula would be run by the spreadsheet: an apostrophe makes it text again. */
function cellOf(value: string | number | null | undefined) {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,\s]+$/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** More than this is no list for a spreadsheet, and asking for it would keep the others of the clinic waiting. */
export const MOST_ROWS = 10_000;

type AllPagesOptions = { signal?: AbortSignal; onProgress?: (done: number, total: number | null) => void };

/** Every row of a list, page after page, up to `MOST_ROWS`. When the server asks to slow down, it waits as told. */
export async function allPages<T>(
  ask: (after: string | null, signal?: AbortSignal) => Promise<Page<T>>,
  { signal, onProgress }: AllPagesOptions = {},
): Promise<{ rows: T[]; whole: boolean }> {
  const rows: T[] = [];
  let after: string | null = null;
  do {
    const page: Page<T> = await patiently(() => ask(after, signal), signal);
    rows.push(...page.data);
    after = page.next;
    onProgress?.(rows.length, page.total_exact === false ? null : (page.total ?? null));
  } while (after && rows.length < MOST_ROWS && !signal?.aborted);
  signal?.throwIfAborted();
  return { rows, whole: after === null };
}

async function patiently<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isApiError(error, 429) || signal?.aborted) throw error;
      await pause((error.retryAfter ?? 5) * 1000, signal);
    }
  }
}

function pause(milliseconds: number, signal?: AbortSignal) {
  return new Promise<void>((done) => {
    const timer = setTimeout(finish, milliseconds);
    function finish() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", finish);
      done();
    }
    signal?.addEventListener("abort", finish);
  });
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string, type = "text/csv;charset=utf-8") {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
