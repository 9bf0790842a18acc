"use client";

import { Copy, Plus, X } from "lucide-react";
import { TimeInput } from "@/components/form/time-input";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { Hint } from "@/components/ui/tooltip";
import { nextShift, shiftProblem, type Shift } from "../week";

type DayRowProps = { name: string; shifts: Shift[]; onChange: (shifts: Shift[]) => void; onCopy: () => void };

/** The shifts of one weekday. */
export function DayRow({ name, shifts, onChange, onCopy }: DayRowProps) {
  const set = (index: number, change: Partial<Shift>) =>
    onChange(shifts.map((shift, at) => (at === index ? { ...shift, ...change } : shift)));
  return (
    <div
      role="group"
      aria-label={name}
      className="flex flex-wrap gap-x-4 gap-y-2 border-t border-border py-2.5 first-of-type:border-t-0"
    >
      <label className="flex h-9 w-full items-center gap-2.5 text-sm sm:w-32">
        <Switch
          checked={shifts.length > 0}
          onCheckedChange={(on) => onChange(on ? [nextShift([])] : [])}
          aria-label={`Atiende el ${name.toLowerCase()}`}
        />
        {name}
      </label>
      <div className="min-w-0 flex-1 space-y-2">
        {shifts.length === 0 && <p className="flex h-9 items-center text-sm text-muted-foreground">No atiende</p>}
        {shifts.map((shift, index) => {
          const problem = shiftProblem(shifts, index);
          return (
            <div key={index} className="space-y-1">
              <div className="flex flex-wrap items-center gap-x-1 gap-y-2 sm:gap-2">
                <TimeInput
                  className="w-[4.75rem] sm:w-24"
                  aria-label={`${name}, turno ${index + 1}, desde`}
                  value={shift.start_time}
                  onChange={(start_time) => set(index, { start_time })}
                  aria-invalid={problem ? true : undefined}
                />
                <span aria-hidden className="text-muted-foreground">
                  –
                </span>
                <TimeInput
                  className="w-[4.75rem] sm:w-24"
                  aria-label={`${name}, turno ${index + 1}, hasta`}
                  value={shift.end_time}
                  onChange={(end_time) => set(index, { end_time })}
                  aria-invalid={problem ? true : undefined}
                />
                <Hint text="Quitar turno">
                  <Button
                    variant="ghost"
                    size="icon-sm"
                    aria-label={`Quitar turno ${index + 1} del ${name.toLowerCase()}`}
                    onClick={() => onChange(shifts.filter((_, at) => at !== index))}
                  >
                    <X aria-hidden />
                  </Button>
                </Hint>
                {index === shifts.length - 1 && (
                  <>
                    <Hint text="Agregar otro turno">
                      <Button
                        variant="ghost"
                        size="icon-sm"
                        aria-label={`Agregar turno al ${name.toLowerCase()}`}
                        onClick={() => onChange([...shifts, nextShift(shifts)])}
                      >
                        <Plus aria-hidden />
                      </Button>
                    </Hint>
                    <Hint text="Copiar a los demás días">
                      <Button
                        variant="ghost"
                        size="icon-sm"
                        aria-label={`Copiar el ${name.toLowerCase()} a los demás días`}
                        onClick={onCopy}
                      >
                        <Copy aria-hidden />
                      </Button>
                    </Hint>
                  </>
                )}
              </div>
              {problem && (
                <p role="alert" className="text-xs text-destructive">
                  {problem}
                </p>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
