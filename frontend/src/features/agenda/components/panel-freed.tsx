import { useQuery } from "@tanstack/react-query";
import { Link } from "@/components/patterns/link";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { gapPath } from "@/config/navigation";
import type { Appointment } from "@/entities/appointment/schema";
import { gapOfVisitQuery } from "@/entities/waitlist/queries";
import { formatCount, formatDayMonth, formatTimeRange } from "@/lib/format";

/** The hour that this visit gave back, while somebody of the waiting list could still come. */
export function PanelFreed({ appointment: { id, status } }: { appointment: Appointment }) {
  const open = !["COMPLETED", "IN_PROGRESS"].includes(status);
  const { data: gaps = [] } = useQuery(gapOfVisitQuery(open ? id : null));
  return gaps
    .filter((gap) => gap.state !== "TAKEN" && gap.fits + gap.offers.length > 0)
    .map((gap) => (
      <Alert
        key={gap.id}
        variant="info"
        className="m-3"
        action={
          <Button variant="outline" size="xs" asChild>
            <Link href={gapPath(gap.id)}>{gap.state === "OFFERED" ? "Ver oferta" : "Ofrecer"}</Link>
          </Button>
        }
      >
        {gap.state === "OFFERED"
          ? "Ofrecida a la lista de espera"
          : `${formatCount(gap.fits, "persona podría", "personas podrían")} venir`}
        : {formatDayMonth(gap.start_time)}, {formatTimeRange(gap.start_time, gap.end_time)}
      </Alert>
    ));
}
