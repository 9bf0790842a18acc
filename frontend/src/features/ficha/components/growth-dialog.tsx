"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorState } from "@/components/patterns/state-panel";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { growthQuery } from "@/entities/vital-signs/queries";
import { GROWTH_MEASURES, type GrowthChart, type GrowthMeasure } from "@/entities/vital-signs/schema";

const WORDS: Record<GrowthMeasure, { label: string; unit: string }> = {
  height: { label: "Talla", unit: "cm" },
  bmi: { label: "IMC", unit: "kg/m²" },
  weight: { label: "Peso", unit: "kg" },
};
const SOURCES = {
  WHO_2006: "Estándares de crecimiento de la OMS (2006), hasta los 5 años.",
  WHO_2007: "Referencia de crecimiento de la OMS (2007), de 5 a 19 años; el peso, hasta los 10.",
};
const LINES = ["p3", "p15", "p50", "p85", "p97"] as const;
const STEPS = [1, 2, 5, 10, 20];
const WIDTH = 640;
const HEIGHT = 360;
const LEFT = 40;
const RIGHT = 34;
const TOP = 12;
const BOTTOM = 28;

/** A child's measurements over the percentile curves of the WHO. */
export function GrowthDialog({ patientId, onClose }: { patientId: number; onClose: () => void }) {
  const [measure, setMeasure] = useState<GrowthMeasure>("height");
  const { data, error, refetch } = useQuery(growthQuery(patientId, measure));
  const chart = data?.data;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="sm:max-w-3xl">
        <DialogHeader>
          <DialogTitle>Curvas de crecimiento</DialogTitle>
          <DialogDescription>{chart ? SOURCES[chart.reference] : "Percentiles 3, 15, 50, 85 y 97."}</DialogDescription>
        </DialogHeader>
        <ToggleGroup
          type="single"
          aria-label="Medida"
          className="w-fit"
          value={measure}
          onValueChange={(value) => value && setMeasure(value as GrowthMeasure)}
        >
          {GROWTH_MEASURES.map((one) => (
            <ToggleGroupItem key={one} value={one}>
              {WORDS[one].label}
            </ToggleGroupItem>
          ))}
        </ToggleGroup>
        {error ? (
          <ErrorState bare error={error} what="las curvas" onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton className="h-72" />
        ) : chart ? (
          <Chart chart={chart} />
        ) : (
          <p className="py-8 text-center text-sm text-muted-foreground">
            No hay medidas de {WORDS[measure].label.toLowerCase()} a una edad de la que la OMS tenga curvas.
          </p>
        )}
      </DialogContent>
    </Dialog>
  );
}

function Chart({ chart: { measure, curves, points } }: { chart: GrowthChart }) {
  const { label, unit } = WORDS[measure];
  const [from, to] = [curves[0]!.month, curves.at(-1)!.month];
  const values = [...curves.flatMap(({ p3, p97 }) => [p3, p97]), ...points.map(({ value }) => value)];
  const low = Math.floor(Math.min(...values));
  const high = Math.ceil(Math.max(...values));
  const x = (month: number) => LEFT + ((month - from) / (to - from)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - ((value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const path = (at: { month: number; value: number }[]) =>
    at.map(({ month, value }, place) => `${place ? "L" : "M"}${x(month).toFixed(1)} ${y(value).toFixed(1)}`).join("");
  const years = Array.from(
    { length: Math.floor(to / 12) - Math.ceil(from / 12) + 1 },
    (_, n) => Math.ceil(from / 12) + n,
  );
  const rounds = roundValues(low, high);
  return (
    <>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="w-full text-muted-foreground"
        role="img"
        aria-label={`Curvas de ${label.toLowerCase()} para la edad`}
      >
        {rounds.map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} className="stroke-border" />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end" fontSize={11} fill="currentColor">
              {value}
            </text>
          </g>
        ))}
        {years.map((year) => (
          <text key={year} x={x(year * 12)} y={HEIGHT - 10} textAnchor="middle" fontSize={11} fill="currentColor">
            {year}
          </text>
        ))}
        {LINES.map((line) => (
          <g key={line}>
            <path
              d={path(curves.map((at) => ({ month: at.month, value: at[line] })))}
              fill="none"
              stroke="currentColor"
              strokeWidth={line === "p50" ? 1.8 : 1}
              strokeDasharray={line === "p3" || line === "p97" ? "4 3" : undefined}
            />
            <text x={WIDTH - RIGHT + 4} y={y(curves.at(-1)![line]) + 4} fontSize={11} fill="currentColor">
              {line.slice(1)}
            </text>
          </g>
        ))}
        <path d={path(points)} fill="none" className="stroke-primary" strokeWidth={2} />
        {points.map((point, place) => (
          <circle key={place} cx={x(point.month)} cy={y(point.value)} r={4} className="fill-primary" />
        ))}
      </svg>
      <p className="text-xs text-muted-foreground">
        Años en horizontal; {unit} en vertical. A la derecha, el percentil.
      </p>
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">Las medidas y su percentil</caption>
        <thead>
          <tr className="text-left text-xs text-muted-foreground">
            <th className="py-1 font-medium">Edad</th>
            <th className="font-medium">
              {label} ({unit})
            </th>
            <th className="font-medium">Percentil</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point, place) => (
            <tr key={place} className="border-t border-border">
              <td className="py-1">{ageWords(point.month)}</td>
              <td>{String(point.value).replace(".", ",")}</td>
              <td>{point.percentile.replace(".", ",")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The round values from `low` to `high`, eight at most: by ones, twos, fives, tens and so on. */
function roundValues(low: number, high: number) {
  const step = STEPS.find((one) => (high - low) / one <= 8) ?? 50;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, n) => (first + n) * step);
}

function ageWords(months: number) {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  const parts = [
    years > 0 && `${years} ${years === 1 ? "año" : "años"}`,
    rest > 0 && `${rest} ${rest === 1 ? "mes" : "meses"}`,
  ];
  return parts.filter(Boolean).join(" y ") || "recién nacido";
}
