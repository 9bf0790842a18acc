import { EyeOff } from "lucide-react";

/** In place of alerts that the caller may not know: silence would read as "none". */
export function HiddenAlerts() {
  return (
    <p className="flex basis-full items-center gap-1.5 text-xs text-muted-foreground">
      <EyeOff className="size-3.5" aria-hidden />
      Su rol no ve las alertas clínicas de este paciente.
    </p>
  );
}
