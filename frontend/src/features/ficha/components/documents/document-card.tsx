import { FileText, Scan, type LucideIcon } from "lucide-react";
import { Checkbox } from "@/components/ui/checkbox";
import { thumbnailPath } from "@/entities/document/queries";
import type { PatientDocument } from "@/entities/document/schema";
import { documentSummary, isDicom, isImage } from "@/entities/document/words";
import { formatDate } from "@/lib/format";
import { cn } from "@/lib/utils";

type CardProps = { document: PatientDocument; chosen: boolean; onChoose?: () => void; onSee: () => void };

export function DocumentCard({ document, chosen, onChoose, onSee }: CardProps) {
  return (
    <li className="relative min-w-0">
      <button type="button" onClick={onSee} className="block w-full rounded-lg text-left">
        <span
          className={cn(
            "block aspect-[4/3] overflow-hidden rounded-lg border border-border bg-muted",
            chosen && "border-primary ring-2 ring-primary",
          )}
        >
          {isImage(document) ? (
            // eslint-disable-next-line @next/next/no-img-element -- Next resizes nothing in a static export
            <img src={thumbnailPath(document)} alt="" loading="lazy" className="size-full object-cover" />
          ) : (
            <PaperSheet icon={isDicom(document) ? Scan : FileText} />
          )}
        </span>
        <span className="mt-2 block truncate text-sm font-medium">{document.title}</span>
        <span className="block truncate text-xs text-muted-foreground">{documentSummary(document)}</span>
      </button>
      {onChoose && (
        <Checkbox
          checked={chosen}
          onCheckedChange={onChoose}
          aria-label={`Elegir «${document.title}», ${formatDate(document.taken_on)}`}
          className="absolute left-2 top-2 bg-card"
        />
      )}
    </li>
  );
}

/** Where there is no picture of it. */
const PaperSheet = ({ icon: Icon }: { icon: LucideIcon }) => (
  <span className="grid size-full place-items-center bg-muted text-muted-foreground">
    <Icon className="size-8" aria-hidden />
  </span>
);
