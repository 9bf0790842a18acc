import { History } from "lucide-react";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import type { FoundDay, OwnDoctor } from "@/entities/appointment/finder";
import type { Room } from "@/entities/schedule/schema";
import { formatDateRange } from "@/lib/format";
import { cn } from "@/lib/utils";
import {
  asked,
  FIRST_FIELD,
  LONGEST,
  minutesOf,
  SHORTEST,
  spanOf,
  type Part,
  type Question,
  type When,
} from "../domain/finder";
import { NO_ROOM } from "../forms";
import type { Doctor } from "../use-agenda-data";
import { FinderDays } from "./finder-days";
import { PatientField } from "./patient-field";
import { TreatmentsField } from "./treatments-field";

type FinderQuestionProps = {
  question: Question;
  onChange: (change: Partial<Question>) => void;
  doctors: readonly Doctor[];
  rooms: readonly Room[];
  /** How many hours each day has, once that is known. */
  days: readonly FoundDay[] | undefined;
  /** Who attended the patient last. */
  own: OwnDoctor;
};

/** For what and whom, how long, with whom, where and when. */
export function FinderQuestion({ question, onChange, doctors, rooms, days, own }: FinderQuestionProps) {
  const minutes = minutesOf(question);
  const valid = asked(question) !== null;
  const span = spanOf(question.when);
  return (
    <div className="space-y-4 border-b border-border p-4 md:px-5">
      {/* Side by side while each is one line: the lines of treatments, or the fields of who is new, take all the width. */}
      <div className="grid gap-3 sm:grid-cols-2">
        <div className="min-w-0 space-y-1.5 has-[ul]:col-span-full">
          <Label htmlFor={FIRST_FIELD}>Tratamiento</Label>
          <TreatmentsField
            id={FIRST_FIELD}
            value={question.treatments}
            onChange={(treatments) => onChange({ treatments, typed: null })}
          />
        </div>
        <div className="min-w-0 space-y-1.5 has-[[role=group]]:col-span-full">
          <Label htmlFor="hora-paciente">Paciente</Label>
          <PatientField id="hora-paciente" value={question.patient} onChange={(patient) => onChange({ patient })} />
        </div>
      </div>
      <div className="grid grid-cols-[7rem_1fr] gap-3">
        <div className="space-y-1.5">
          <Label htmlFor="hora-minutos">Minutos</Label>
          <Input
            id="hora-minutos"
            inputMode="numeric"
            className="tabular-nums"
            value={question.typed ?? String(minutes)}
            onChange={(event) => onChange({ typed: event.target.value })}
            aria-invalid={!valid || undefined}
            aria-describedby={valid ? undefined : "hora-minutos-error"}
          />
        </div>
        <div className="space-y-1.5">
          <Label htmlFor="hora-consultorio">Consultorio</Label>
          <Select
            value={question.roomId ? String(question.roomId) : NO_ROOM}
            onValueChange={(id) => onChange({ roomId: id === NO_ROOM ? null : Number(id) })}
          >
            <SelectTrigger id="hora-consultorio">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              <SelectItem value={NO_ROOM}>Cualquiera</SelectItem>
              {rooms
                .filter(({ active }) => active)
                .map(({ id, name }) => (
                  <SelectItem key={id} value={String(id)}>
                    {name}
                  </SelectItem>
                ))}
            </SelectContent>
          </Select>
        </div>
        {!valid && (
          <p id="hora-minutos-error" className="col-span-2 text-xs text-destructive">
            Escriba entre {SHORTEST} y {LONGEST} minutos.
          </p>
        )}
      </div>
      <div className="space-y-1.5">
        <p id="hora-quien" className="text-sm font-medium">
          Con quién
        </p>
        <div role="group" aria-labelledby="hora-quien" className="flex flex-wrap gap-1.5">
          {[{ id: null, name: "Cualquiera" }, ...doctors].map(({ id, name }) => (
            <button
              key={id ?? "cualquiera"}
              type="button"
              aria-pressed={question.doctorId === id}
              onClick={() => onChange({ doctorId: id })}
              className={cn(
                "inline-flex min-h-11 items-center gap-1.5 rounded-2xl border px-3 py-1 text-left text-sm md:min-h-8",
                question.doctorId === id
                  ? "border-primary bg-accent font-medium text-accent-foreground"
                  : "border-input hover:bg-accent",
              )}
            >
              {id === own?.doctor_id && (
                <>
                  <History aria-hidden className="size-3.5 text-muted-foreground" />
                  <span className="sr-only">Le atendió la última vez: </span>
                </>
              )}
              {name}
            </button>
          ))}
        </div>
      </div>
      <div className="space-y-1.5">
        <p className="flex justify-between text-sm">
          <span className="font-medium">Cuándo</span>
          <span className="text-muted-foreground">{formatDateRange(span.from, span.to)}</span>
        </p>
        <div className="flex flex-wrap gap-2">
          <ToggleGroup
            type="single"
            value={question.when}
            onValueChange={(value) => value && onChange({ when: value as When, day: null })}
            aria-label="Días"
          >
            <ToggleGroupItem value="pronto" className="px-2">
              Cuanto antes
            </ToggleGroupItem>
            <ToggleGroupItem value="semana" className="px-2">
              Esta semana
            </ToggleGroupItem>
            <ToggleGroupItem value="proxima" className="px-2">
              Próxima
            </ToggleGroupItem>
          </ToggleGroup>
          <ToggleGroup
            type="single"
            value={question.part}
            onValueChange={(value) => value && onChange({ part: value as Part })}
            aria-label="Parte del día"
          >
            <ToggleGroupItem value="ANY" className="px-2">
              Todo
            </ToggleGroupItem>
            <ToggleGroupItem value="MORNING" className="px-2">
              Mañana
            </ToggleGroupItem>
            <ToggleGroupItem value="AFTERNOON" className="px-2">
              Tarde
            </ToggleGroupItem>
          </ToggleGroup>
        </div>
        {days && <FinderDays days={days} chosen={question.day} onChoose={(day) => onChange({ day })} />}
      </div>
    </div>
  );
}
