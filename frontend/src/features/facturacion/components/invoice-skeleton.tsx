import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

export function InvoiceSkeleton() {
  return (
    <>
      <div className="space-y-2 pb-1">
        <Skeleton className="w-40" />
        <Skeleton className="h-7 w-80 max-w-full" />
        <Skeleton className="w-64" />
      </div>
      <InvoiceBodySkeleton />
    </>
  );
}

export const InvoiceBodySkeleton = () => (
  <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_320px]">
    <Card className="overflow-hidden pt-4">
      <TableSkeleton label="la factura" rows={4} />
    </Card>
    <Card className="space-y-3 p-4">
      <Skeleton className="w-24" />
      <Skeleton className="w-full" />
      <Skeleton className="w-full" />
      <Skeleton className="h-9 w-full" />
    </Card>
  </div>
);
