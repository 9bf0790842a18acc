"use client";

import { Download, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Page } from "@/lib/api";
import type { CsvColumn } from "@/lib/csv";
import { today } from "@/lib/dates";
import { formatQuantity } from "@/lib/format";
import { notify, notifyError } from "@/lib/toast";

type ExportButtonProps<T> = {
  /** The file is `<name>-2026-11-24.csv`. */
  name: string;
  columns: readonly CsvColumn<T>[];
  /** One page of what is filtered: `(after, signal) => api(pageOf(row), path, { query: { ...params, after, limit: 100 }, signal })`. */
  ask: (after: string | null, signal?: AbortSignal) => Promise<Page<T>>;
};

/** CSV of everything that the filters let through, not only of the page on screen. */
export function ExportButton<T>({ name, columns, ask }: ExportButtonProps<T>) {
  const [progress, setProgress] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function run() {
    const controller = new AbortController();
    running.current = controller;
    setProgress("Exportando…");
    try {
      // Few ever export: the code comes when somebody does.
      const { allPages, download, toCsv } = await import("@/lib/csv");
      const { rows, whole } = await allPages(ask, {
        signal: controller.signal,
        onProgress: (done, total) =>
          setProgress(total ? `${formatQuantity(done)} de ${formatQuantity(total)}` : formatQuantity(done)),
      });
      download(`${name}-${today()}.csv`, toCsv(columns, rows));
      const done = rows.length === 1 ? "1 fila exportada" : `${formatQuantity(rows.length)} filas exportadas`;
      notify(whole ? done : `${done}, lo más que lleva un archivo. Filtre para exportar el resto.`);
    } catch (error) {
      if (!controller.signal.aborted) notifyError(error);
    } finally {
      setProgress(null);
    }
  }

  if (progress) {
    return (
      <Button
        variant="outline"
        size="sm"
        aria-label={`Cancelar la exportación (${progress})`}
        onClick={() => running.current?.abort()}
      >
        <X aria-hidden />
        <span className="tabular-nums">{progress}</span>
      </Button>
    );
  }
  // Nobody works with a spreadsheet on a phone.
  return (
    <Button variant="outline" size="sm" className="hidden md:inline-flex" onClick={() => void run()}>
      <Download aria-hidden />
      Exportar
    </Button>
  );
}
