import { Link } from "@/components/patterns/link";
import { Button } from "@/components/ui/button";

const PAGES = [
  ["odontograma", "Odontograma"],
  ["periodontograma", "Periodontograma"],
  ["ortodoncia", "Control de ortodoncia"],
] as const;

/** What is charted from here hangs from the draft, and is signed with it. */
export const ChairLinks = ({ patientId, noteId }: { patientId: number; noteId: number }) => (
  <nav aria-label="Con esta nota" className="flex flex-wrap items-center gap-2 text-sm">
    <span className="text-muted-foreground">Se firma con esta nota:</span>
    {PAGES.map(([page, label]) => (
      <Button key={page} asChild variant="outline" size="xs">
        <Link href={`/${page}/?id=${patientId}&nota=${noteId}`}>{label}</Link>
      </Button>
    ))}
  </nav>
);
