"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { homeOf } from "@/lib/menu";
import { useMe } from "@/lib/session";

/** The address `/` belongs to nobody: each role starts on its own page. */
export function HomeRedirect() {
  const router = useRouter();
  const home = homeOf(useMe());
  useEffect(() => router.replace(home), [router, home]);
  return <TableSkeleton label="su página de inicio" />;
}
