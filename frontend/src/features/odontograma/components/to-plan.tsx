"use client";

import { ListPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { Link } from "@/components/patterns/link";
import { Kbd } from "@/components/ui/kbd";
import type { CustomKind, Finding } from "@/entities/odontogram/findings";
import { describe } from "@/entities/odontogram/words";
import { useHotkey } from "@/hooks/use-hotkey";
import { useCan } from "@/lib/session";
import type { Mouth } from "../mouth";

type ToPlanProps = { patientId: number; mouth: Mouth; findings: readonly Finding[]; custom: readonly CustomKind[] };

/** The plan's sheet of a new item, with where it is and what was found there; the clinic's list proposes the treatment. */
const planPath = (patientId: number, fdi: number, { kind, faces }: Finding) =>
  `/plan/?${new URLSearchParams({ id: String(patientId), pieza: String(fdi), hallazgo: kind, caras: faces.join("") })}`;

/** What is to be treated at the chosen tooth, one key from the plan: `+` takes what is at the chosen face, or else the first. */
export function ToPlan({ patientId, mouth, findings, custom }: ToPlanProps) {
  const router = useRouter();
  const may = useCan("records:write");
  const sees = useCan("plans:read");
  // What is of the clinic alone has no treatment proposed, and no kind that a plan knows.
  const toTreat = findings.filter(({ state, kind }) => state === "TODO" && kind !== "CUSTOM");
  const { tooth: fdi, face } = mouth;
  const first = toTreat.find(({ faces }) => face && faces.includes(face)) ?? toTreat[0];
  const offered = may && sees && first !== undefined;
  useHotkey("+", () => first && router.push(planPath(patientId, fdi, first)), { enabled: offered });
  if (!offered) return null;
  return (
    <section aria-label="Para el plan" className="border-b border-border px-4 py-2.5">
      <h3 className="flex items-center gap-2 text-sm font-semibold">
        Para el plan <Kbd className="ml-auto">+</Kbd>
      </h3>
      <ul>
        {toTreat.map((finding, index) => (
          <li key={`${finding.kind}${finding.faces.join("")}${index}`}>
            <Link
              href={planPath(patientId, fdi, finding)}
              className="-mx-1.5 flex min-h-9 items-center gap-2 rounded-sm px-1.5 text-sm hover:bg-accent"
            >
              <span className="min-w-0 flex-1 truncate">{describe(finding, custom)}</span>
              <ListPlus className="size-4 shrink-0 text-primary" aria-hidden />
              <span className="sr-only">, agregar al plan</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
