import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import type { FoundDay, FreeSlotsQuestion } from "@/entities/appointment/finder";
import type { Room } from "@/entities/schedule/schema";
import { addDays, startOfWeek, today } from "@/lib/dates";
import { formatDateRange } from "@/lib/format";
import { cn } from "@/lib/utils";
import { minutesOfTreatments, NO_ROOM, type BookedTreatment } from "../forms";
import type { Doctor } from "../use-agenda-data";
import { FinderDays } from "./finder-days";
import { PatientField, type ChosenPatient } from "./patient-field";
import { TreatmentsField } from "./treatments-field";

type When = "pronto" | "semana" | "proxima";
type Part = FreeSlotsQuestion["part"];
export const FIRST_FIELD = "hora-tratamiento";
const SHORTEST = 5;
const LONGEST = 720;

export type Question = {
  /** Who it is for, if that is known: they come along into the booking. */
  patient: ChosenPatient | null;
  treatments: BookedTreatment[];
  /** Minutes as they were typed; null while the treatments say how long. */
  typed: string | null;
  doctorId: number | null;
  roomId: number | null;
  when: When;
  /** The one day of those that is looked at; all of them while none is chosen. */
  day: string | null;
  part: Part;
};

export const ANYTHING: Question = {
  patient: null,
  treatments: [],
  typed: null,
  doctorId: null,
  roomId: null,
  when: "pronto",
  day: null,
  part: "ANY",
};

/** The days that are looked through: from today on, what is left of the week, or the next week. */
export function spanOf(when: When, now = today()) {
  const monday = startOfWeek(now);
  if (when === "pronto") return { from: now, to: addDays(now, 13) };
  if (when === "semana") return { from: now, to: addDays(monday, 6) };
  return { from: addDays(monday, 7), to: addDays(monday, 13) };
}

export const minutesOf = ({ typed, treatments }: Question) =>
  typed === null ? minutesOfTreatments(treatments) : Number(typed);

/** As the service is asked it, of all the days; null while it is not whole. */
export function asked(question: Question): FreeSlotsQuestion | null {
  const minutes = minutesOf(question);
  const ids = question.treatments.map(({ treatment_id }) => treatment_id);
  if (!Number.isInteger(minutes) || minutes < SHORTEST || minutes > LONGEST) return null;
  return {
    minutes,
    part: question.part,
    ...spanOf(question.when),
    doctor_ids: question.doctorId ? String(question.doctorId) : undefined,
    room_id: question.roomId ?? undefined,
    patient_id: question.patient?.id,
    treatment_ids: ids.length > 0 ? ids.join() : undefined,
  };
}

type FinderQuestionProps = {
  question: Question;
  onChange: (change: Partial<Question>) => void;
  doctors: readonly Doctor[];
  rooms: readonly Room[];
  /** How many hours each day has, once that is known. */
  days: readonly FoundDay[] | undefined;
};

/** For what and whom, how long, with whom, where and when. */
export function FinderQuestion({ question, onChange, doctors, rooms, days }: FinderQuestionProps) {
  const minutes = minutesOf(question);
  const valid = asked(question) !== null;
  const span = spanOf(question.when);
  return (
    <div className="space-y-4 border-b border-border p-4 md:px-5">
      {/* Side by side while each is one line: the lines of treatments, or the fields of who is new, take all the width. */}
      <div className="grid gap-3 sm:grid-cols-[3fr_2fr]">
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
                "h-11 rounded-full border px-3 text-sm md:h-8",
                question.doctorId === id
                  ? "border-primary bg-accent font-medium text-accent-foreground"
                  : "border-input hover:bg-accent",
              )}
            >
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
            <ToggleGroupItem value="pronto">Cuanto antes</ToggleGroupItem>
            <ToggleGroupItem value="semana">Esta semana</ToggleGroupItem>
            <ToggleGroupItem value="proxima">Próxima</ToggleGroupItem>
          </ToggleGroup>
          <ToggleGroup
            type="single"
            value={question.part}
            onValueChange={(value) => value && onChange({ part: value as Part })}
            aria-label="Parte del día"
          >
            <ToggleGroupItem value="ANY">Todo</ToggleGroupItem>
            <ToggleGroupItem value="MORNING">Mañana</ToggleGroupItem>
            <ToggleGroupItem value="AFTERNOON">Tarde</ToggleGroupItem>
          </ToggleGroup>
        </div>
        {days && <FinderDays days={days} chosen={question.day} onChoose={(day) => onChange({ day })} />}
      </div>
    </div>
  );
}
