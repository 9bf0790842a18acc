import { ExportButton } from "@/components/data-table/export-button";
import { serviceLabel } from "@/config/services";
import type { Delivery, DeliveryState } from "@/entities/delivery/queries";
import type { CsvColumn } from "@/lib/csv";
import { eventLabel } from "@/lib/events";
import { formatDateTime } from "@/lib/format";

const csvOf = (about: (aggregate: string) => string): CsvColumn<Delivery>[] => [
  { label: "Evento", value: ({ type }) => eventLabel(type) },
  { label: "De qué", value: ({ aggregate }) => about(aggregate) },
  { label: "De", value: ({ service }) => service.label },
  { label: "Para", value: ({ subscriber }) => serviceLabel(subscriber) },
  { label: "Ocurrió", value: ({ occurred_at }) => formatDateTime(occurred_at) },
  { label: "Intentos", value: ({ attempts }) => attempts },
  { label: "Último error", value: ({ last_error }) => last_error },
];

type ExportProps = {
  which: DeliveryState;
  rows: Delivery[];
  about: (aggregate: string) => string;
};

/** What the list shows, to keep. */
export const ExportDeliveries = ({ which, rows, about }: ExportProps) => (
  <ExportButton
    name={which === "dead_letter" ? "eventos-apartados" : "eventos-en-espera"}
    columns={csvOf(about)}
    ask={async () => ({ data: rows, next: null })}
  />
);
