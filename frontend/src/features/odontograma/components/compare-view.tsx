import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@/components/patterns/state-panel";
import type { CustomKind, Finding } from "@/entities/odontogram/findings";
import { odontogramQuery } from "@/entities/odontogram/queries";
import type { Odontogram, OdontogramSummary } from "@/entities/odontogram/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { ChartSkeleton } from "./chart-skeleton";
import { Compare, type Side } from "./compare";

type ViewProps = {
  versions: OdontogramSummary[];
  a: number;
  b: number;
  /** What is in hand now, with what is not saved yet. */
  live: Odontogram | null;
  custom: readonly CustomKind[];
  dim: boolean;
  onChoose: (side: "a" | "b", id: number) => void;
  onClose: () => void;
};

/** Any two versions of the patient, the one in hand among them. */
export function CompareView({ versions, a, b, live, custom, dim, onChoose, onClose }: ViewProps) {
  useHotkey("escape", onClose);
  useHotkey("\\", onClose);
  const known = (id: number) => versions.some((version) => version.id === id);
  const sides = [a, b].map((id) => (known(id) ? id : versions.at(-1)!.id)) as [number, number];
  const [first, second] = [useVersion(sides[0], live), useVersion(sides[1], live)];
  const error = first.error ?? second.error;
  if (error) return <ErrorState error={error} what="las versiones" className="m-4" />;
  if (!first.side || !second.side) return <ChartSkeleton />;
  return (
    <Compare
      a={first.side}
      b={second.side}
      custom={custom}
      dim={dim}
      versions={[...versions].reverse()}
      onChoose={onChoose}
    />
  );
}

function useVersion(id: number, live: Odontogram | null): { side: Side | null; error: unknown } {
  const inHand = live?.id === id;
  const { data, error } = useQuery({ ...odontogramQuery(id), enabled: !inHand });
  const chart = inHand ? live : data;
  return {
    side: chart ? { chart, findings: chart.findings as Finding[], indices: chart.indices } : null,
    error,
  };
}
