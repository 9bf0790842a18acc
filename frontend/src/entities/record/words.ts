import {
  Baby,
  CircleEllipsis,
  Cigarette,
  HeartPulse,
  Pill,
  Scissors,
  TriangleAlert,
  Users,
  type LucideIcon,
} from "lucide-react";
import type { BadgeVariant } from "@/components/ui/badge";
import type { Category, CERTAINTIES, ConditionCode, CONDITIONS, Diagnosis, Severity, VISITS } from "./schema";

type CategoryWords = {
  one: string;
  many: string;
  icon: LucideIcon;
  /** What a description looks like. */
  example: string;
  masculine?: boolean;
};

export const CATEGORY: Record<Category, CategoryWords> = {
  ALLERGY: { one: "Alergia", many: "Alergias", icon: TriangleAlert, example: "Penicilina" },
  CONDITION: { one: "Enfermedad", many: "Enfermedades", icon: HeartPulse, example: "Hipertensión arterial" },
  MEDICATION: { one: "Medicación", many: "Medicación", icon: Pill, example: "Warfarina 5 mg al día" },
  SURGERY: { one: "Cirugía", many: "Cirugías", icon: Scissors, example: "Apendicectomía" },
  PREGNANCY: { one: "Embarazo", many: "Embarazos", icon: Baby, example: "12 semanas", masculine: true },
  FAMILY: { one: "Familiar", many: "Familiares", icon: Users, example: "Madre con diabetes tipo 2" },
  HABIT: { one: "Hábito", many: "Hábitos", icon: Cigarette, example: "Fuma diez cigarrillos al día", masculine: true },
  OTHER: { one: "Otro", many: "Otros", icon: CircleEllipsis, example: "Usa lentes de contacto", masculine: true },
};

export const isCategory = (category: string): category is Category => category in CATEGORY;

export function severityWord(severity: Severity, category: string) {
  if (severity === "HIGH") return "grave";
  if (severity === "LOW") return "leve";
  return isCategory(category) && CATEGORY[category].masculine ? "moderado" : "moderada";
}

export const SEVERITY_LABEL: Record<Severity, string> = { HIGH: "Grave", MODERATE: "Moderada", LOW: "Leve" };
export const SEVERITY_VARIANT: Record<Severity, BadgeVariant> = { HIGH: "danger", MODERATE: "warning", LOW: "info" };

export const CERTAINTY_LABEL: Record<(typeof CERTAINTIES)[number], string> = {
  CONFIRMED: "Confirmada",
  SUSPECTED: "Sospecha",
};

export const CONDITION_LABEL: Record<ConditionCode, string> = {
  PACEMAKER: "Marcapasos",
  ANTICOAGULATED: "Anticoagulación",
  PROSTHETIC_VALVE: "Válvula cardíaca protésica",
  HYPERTENSION: "Hipertensión arterial",
  DIABETES: "Diabetes",
  EPILEPSY: "Epilepsia",
  ASTHMA: "Asma",
  BLEEDING_DISORDER: "Trastorno de la coagulación",
  IMMUNOSUPPRESSED: "Inmunosupresión",
  BONE_MEDICATION: "Toma bifosfonatos o denosumab",
  KIDNEY_FAILURE: "Insuficiencia renal",
  BREASTFEEDING: "Lactancia",
};

/** What an allergy does and how sure it is, `anafilaxia, sospecha`; empty for what has neither. */
export const reactionWords = ({
  reaction,
  certainty,
}: {
  reaction?: string | null;
  certainty?: (typeof CERTAINTIES)[number] | null;
}) => [reaction, certainty === "SUSPECTED" && "sospecha"].filter(Boolean).join(", ");

export const DIAGNOSIS_CONDITION: Record<(typeof CONDITIONS)[number], string> = {
  INITIAL: "inicial",
  LABORATORY: "inicial por laboratorio",
  CONTROL: "de control",
};

/** How sure a diagnosis is, `Definitivo de control`. */
export const certaintyOf = ({ kind, condition }: Diagnosis) =>
  kind === "PRESUMPTIVE"
    ? "Presuntivo"
    : ["Definitivo", condition && DIAGNOSIS_CONDITION[condition]].filter(Boolean).join(" ");

export const VISIT_LABEL: Record<(typeof VISITS)[number], string> = { FIRST: "Primera", SUBSEQUENT: "Subsecuente" };
