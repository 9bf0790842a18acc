import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { proposalsQuery } from "@/entities/expense/queries";

/** To the expenses of each month, with how many wait to be recorded. */
export function ProposedLink() {
  const { data } = useQuery(proposalsQuery);
  const waiting = data?.data.length ?? 0;
  return (
    <Button variant="outline" asChild>
      <Link href="/gastos/recurrentes/">
        <CalendarClock aria-hidden /> De cada mes
        {waiting > 0 && (
          <Badge variant="warning">
            {waiting}
            <span className="sr-only"> por registrar</span>
          </Badge>
        )}
      </Link>
    </Button>
  );
}
